use crate::facts::programs;
use crate::model::dockerfile::{Dockerfile, Mount, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("unused-secret-mount", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mounts = step.mounts();
    let is_plain = |command: &Command<'_>| {
        programs::NEEDS_NO_SECRET.contains(&command.name()) || command.words.is_empty()
    };
    let commands = step.run();
    if mounts.is_empty() || step.script().incomplete || commands.is_empty() || !commands.iter().all(is_plain)
    {
        return;
    }
    let line = &step.instruction.line;
    let text = line.text().get(step.instruction.rest_of_command()).unwrap_or("");
    let bodies =
        step.instruction.heredocs.iter().filter_map(|heredoc| dockerfile.text.get(heredoc.body.range()));
    let texts: Vec<&str> = std::iter::once(text).chain(bodies).collect();
    for mount in mounts.iter().filter(|mount| mount.is("secret") || mount.is("ssh")).take(16) {
        let (Some(kind), Some(words)) = (mount.option("type"), signs(mount)) else { continue };
        if !texts.iter().any(|text| words.iter().any(|word| has_word(text, word)) || names_folder(text)) {
            let what = if mount.is("ssh") { "SSH agent" } else { "secret" };
            out.report(kind.span, format!("no command of this RUN uses the {what}"))
                .help("remove the mount, or check the name of the file or variable");
        }
    }
}

/// Whether a text has a path or name that does not go on.
fn has_word(text: &str, word: &str) -> bool {
    // The agent's socket has the word in its name, too.
    if word.eq_ignore_ascii_case("ssh") {
        return text.contains(word);
    }
    let is_path = word.starts_with('/');
    let is_more = |c: char| c.is_ascii_alphanumeric() || c == '_' || (is_path && matches!(c, '-' | '.'));
    let goes_on = |rest: &str| rest.starts_with(is_more);
    word.len() < 3 || text.split(word).skip(1).any(|rest| !goes_on(rest))
}

/// Whether a text has the folder of secrets, or a file in it that is not known.
fn names_folder(text: &str) -> bool {
    let is_open = |rest: &str| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        name.len() == rest.len() || !name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
    };
    text.split("/run/secrets").skip(1).any(is_open)
}

/// What a command that uses a mount would hold; `None` when that is not known.
fn signs(mount: &Mount<'_>) -> Option<Vec<String>> {
    if mount.is("ssh") {
        return Some(vec!["ssh".to_owned(), "SSH".to_owned()]);
    }
    let file = mount.secret_file();
    // Elsewhere, a program may look for it by itself, as npm does for `.npmrc`.
    if file.as_ref().is_some_and(|file| !file.starts_with("/run/secrets/")) {
        return None;
    }
    let found = [file, mount.secret_variable().map(str::to_owned)];
    let found: Vec<String> = found.into_iter().flatten().collect();
    (!found.is_empty() && !found.iter().any(|text| text.contains('$'))).then_some(found)
}
