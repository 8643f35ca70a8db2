use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("trace-shows-secret", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mounts = step.mounts();
    let Some(mount) = mounts.iter().find(|mount| mount.is("secret")) else { return };
    // What a trace shows is the words of commands: a secret that is read into one.
    let path = mount.secret_file();
    let variable = mount.secret_variable().map(|name| (format!("${name}"), format!("${{{name}")));
    let commands = step.run();
    let Some(trace) = commands.iter().position(traces) else { return };
    let later = commands.get(trace + 1..).unwrap_or(&[]);
    let shows = |text: &str| {
        let reads = path
            .as_ref()
            .is_some_and(|path| text.contains(path.as_str()) && (text.contains("$(") || text.contains('`')));
        reads
            || variable.as_ref().is_some_and(|(plain, braced)| {
                text.contains(plain.as_str()) || text.contains(braced.as_str())
            })
    };
    let mut untraced = later.iter().take_while(|command| {
        !(command.is("set") && command.has_flag("+x") || command.words.iter().any(|word| word.text == "+x"))
    });
    let shown_in = untraced.find(|command| {
        command.words.iter().any(|word| shows(&word.text))
            || command.assignments.iter().any(|set| shows(&set.value.text))
    });
    let (Some(shown_in), Some(command)) = (shown_in, commands.get(trace)) else { return };
    out.report(command.name_span(), "the trace writes the secret into the build's log")
        .label(shown_in.name_span(), "shown with its value")
        .help("remove `-x`, or write `set +x` before the secret is read");
}

fn traces(command: &Command<'_>) -> bool {
    command.is("set") && !command.nested && command.has_flag("-x")
        || command.is("set")
            && command.words.iter().any(|word| word.text == "xtrace")
            && command.has_flag("-o")
}
