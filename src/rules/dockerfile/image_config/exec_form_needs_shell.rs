use crate::facts::programs;
use crate::model::dockerfile::{Shell, shell_references};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::CommandLine;
use crate::syntax::value::file_name;

rule!("exec-form-needs-shell", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let keyword = step.instruction.keyword;
    let Some(CommandLine::Exec(words)) =
        step.instruction.command_line().filter(|_| keyword != Keyword::Shell)
    else {
        return;
    };
    if step.shell == Shell::Other || step.instruction.broken {
        return;
    }
    // A program in front may start a shell, or replace variables itself: only what is the program for sure counts.
    let runs_shell = words.iter().any(|word| {
        let name = file_name(&word.text);
        programs::EXPANDS_ARGUMENTS.contains(&name)
            || name.ends_with(".sh")
            || matches!(word.text.as_ref(), "-c" | "-e" | "-r" | "--eval")
            || name.contains("entrypoint")
    });
    // The arguments of an entry point are what it makes of them.
    let stage = step.stage.and_then(|index| file.stages().get(index));
    let is_passed_on = keyword == Keyword::Cmd
        && stage.is_some_and(|stage| stage.has(Keyword::Entrypoint) || stage.inherits(Keyword::Entrypoint));
    if runs_shell || is_passed_on {
        return;
    }
    for word in words {
        let text = word.text.as_ref();
        if matches!(text, "&&" | "||" | "|" | ";" | ">" | ">>" | "2>&1" | "<") {
            out.report(word.span, format!("`{text}` is passed to the program: no shell reads it"))
                .help("write the command as text, or start a shell: `[\"sh\", \"-c\", \"…\"]`");
            return;
        }
    }
    for word in words {
        for reference in shell_references(&word.text) {
            let text = word.text.get(reference.range.clone()).unwrap_or("");
            out.report(
                word.part(reference.range),
                format!("`{}` is passed as it stands: no shell replaces it", shown(text)),
            )
            .help("write the command as text, or start a shell: `[\"sh\", \"-c\", \"…\"]`");
        }
    }
}
