use crate::model::dockerfile::Shell;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::CommandLine;
use crate::syntax::shell::Script;

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

/// The words of a command line that needs no shell. Quotes need none when nothing else is special.
fn plain_words<'t>(text: &'t str, script: &'t Script<'_>) -> Option<Vec<&'t str>> {
    if is_simple(text) {
        return Some(text.split_whitespace().collect());
    }
    let [command] = script.commands.as_slice() else { return None };
    let is_bare =
        command.wrappers.is_empty() && command.assignments.is_empty() && command.redirections.is_empty();
    let is_plain = is_simple(&text.replace(['"', '\''], "")) && command.words.iter().all(|word| word.literal);
    (is_bare && is_plain && !script.incomplete)
        .then(|| command.words.iter().map(|word| word.text.as_ref()).collect())
}

/// Whether nothing in a command line needs a shell.
fn is_simple(text: &str) -> bool {
    let needs = [
        '$', '&', '|', ';', '<', '>', '*', '?', '(', ')', '{', '}', '[', ']', '~', '#', '`', '\'', '"', '\\',
        '!', '\n',
    ];
    !text.contains(needs) && !text.split_whitespace().next().is_some_and(|first| first.contains('='))
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
