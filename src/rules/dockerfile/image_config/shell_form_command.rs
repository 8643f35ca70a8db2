use crate::model::dockerfile::{Shell, plain_words};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::CommandLine;

rule!("shell-form-command", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // Who chooses a shell wants it.
    if stage.inherits(Keyword::Shell) || stage.has(Keyword::Shell) {
        return;
    }
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Cmd) || step.is(Keyword::Entrypoint)) {
        let Some(CommandLine::Shell(word)) = step.instruction.command_line() else { continue };
        let text = word.text.as_ref();
        let Some(words) = plain_words(text, step.script()) else { continue };
        if step.shell == Shell::Other || words.first().is_none_or(|first| is_builtin(first)) {
            continue;
        }
        let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let json = format!("[{}]", quoted.join(", "));
        let keyword = step.instruction.keyword;
        let edits = word.is_verbatim().then(|| lines::replace(word.span, json));
        let at = if word.is_verbatim() { word.span } else { step.instruction.name.span };
        out.report(at, format!("{keyword} is run by a shell, which may keep signals to itself"))
            .help(format!("write it as a list: `{keyword} [\"{}\", …]`", shown(words.first().unwrap_or(&""))))
            .fix(Safety::Unsafe, "start the program without a shell", edits);
    }
}

/// Words that a shell does not look for among the programs.
fn is_builtin(word: &str) -> bool {
    matches!(
        word,
        "exec"
            | "cd"
            | "source"
            | "."
            | ":"
            | "export"
            | "set"
            | "eval"
            | "exit"
            | "trap"
            | "ulimit"
            | "umask"
            | "if"
            | "while"
            | "for"
    )
}
