use crate::model::dockerfile::Shell;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::CommandLine;

rule!("ignored-cmd", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let (Some(cmd), Some(entrypoint)) = (stage.last(Keyword::Cmd), stage.last(Keyword::Entrypoint)) else {
        return;
    };
    let Some(CommandLine::Shell(text)) = entrypoint.instruction.command_line() else { return };
    let is_empty = match cmd.instruction.command_line() {
        Some(CommandLine::Exec(words)) => words.is_empty(),
        Some(CommandLine::Shell(word)) => word.text.is_empty(),
        None => true,
    };
    // `ENTRYPOINT exec a "$@"` means to take them, but gets none either.
    if is_empty || text.text.is_empty() || entrypoint.shell == Shell::Other {
        return;
    }
    out.report(cmd.instruction.name.span, "CMD is ignored: ENTRYPOINT is a shell command")
        .label(entrypoint.instruction.name.span, "a shell command takes no arguments")
        .help("write ENTRYPOINT as a JSON array");
}
