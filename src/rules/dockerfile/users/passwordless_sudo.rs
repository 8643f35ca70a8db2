use crate::rules::prelude::*;
use crate::source::Span;

rule!("passwordless-sudo", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Run)) {
        let text = file.text.get(step.instruction.span.range()).unwrap_or("");
        // Both the word and where it is written to have to stand in the step.
        let Some(at) = text.find("NOPASSWD").filter(|_| text.contains("sudoers")) else { continue };
        let line = text.get(..at).map_or("", |before| before.rsplit('\n').next().unwrap_or(""));
        if line.trim_start().starts_with('#') || removes(step) {
            continue;
        }
        // The right to run one program is not the right to everything.
        let rest = text.get(at + "NOPASSWD".len()..).unwrap_or("").trim_start_matches([':', ' ', '\t', '\\']);
        if !rest.starts_with("ALL") {
            continue;
        }
        let start = step.instruction.span.start as usize + at;
        out.report(
            Span::at(file.source, start..start + "NOPASSWD".len()),
            "`NOPASSWD` makes the user root in all but name",
        )
        .help("run as root what needs it during the build, and remove this");
    }
}

/// Whether the step takes the rights away again.
fn removes(step: &Step<'_>) -> bool {
    let deletes = step.script().commands.iter().filter(|command| command.is("sed") || command.is("rm"));
    deletes.into_iter().any(|command| {
        command.is("rm") && command.arguments().iter().any(|word| word.text.contains("sudoers"))
            || command
                .arguments()
                .iter()
                .any(|word| word.text.contains("/d") && word.text.contains("NOPASSWD"))
    })
}
