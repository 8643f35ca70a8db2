use crate::facts::programs;
use crate::model::dockerfile::quotes::uses_variable;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::limits::MAX_SECRET_COMMANDS;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::shell::{Command, Operator};
use crate::syntax::value::file_name;

rule!("mounted-secret-kept", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = step.run();
    if !dockerfile.ships(step) || step.script().incomplete || step.instruction.flag("mount").is_none() {
        return;
    }
    let targets = step.mount_targets();
    for mount in step.mounts().iter().filter(|mount| mount.is("secret")).take(8) {
        let file = mount.secret_file();
        let mut names: Vec<String> = mount.secret_variable().map(str::to_owned).into_iter().collect();
        for (index, command) in commands.iter().enumerate().take(MAX_SECRET_COMMANDS) {
            let reads = |text: &str| {
                let is_read = |file: &String| {
                    text.contains(file.as_str()) && (text.contains("$(") || text.contains('`'))
                };
                file.as_ref().is_some_and(is_read) || names.iter().any(|name| uses_variable(text, name))
            };
            let kept = saved(command, file.as_deref(), &reads);
            let found: Vec<String> = command
                .assignments
                .iter()
                .filter(|set| reads(&set.value.text))
                .map(|set| set.name.to_string())
                .collect();
            let later = commands.get(index + 1..).unwrap_or(&[]);
            if let Some((path, at)) = kept
                && !targets.iter().any(|target| path.starts_with(target.as_str()))
                && !path.starts_with("/dev/")
                && !later.iter().any(|other| forgets(other, &path, command.name()))
            {
                out.report(at, "writes the mounted secret into a layer of the image")
                    .label(mount.option("type").map_or(at, |kind| kind.span), "mounted here")
                    .help("read it where it is mounted, or remove the file in the same RUN");
            }
            // What is read into a variable goes on from there.
            names.extend(found.into_iter().take(8usize.saturating_sub(names.len())));
        }
    }
}

/// Where a command writes the secret, and the word that says so.
fn saved(command: &Command<'_>, file: Option<&str>, reads: &dyn Fn(&str) -> bool) -> Option<(String, Span)> {
    let is_file = |text: &str| file.is_some_and(|file| text == file);
    let words = command.arguments();
    let is_named = words.iter().any(|word| is_file(&word.text));
    match command.name() {
        "cp" | "install" if is_named => {
            let target = command.operands().last().filter(|word| !is_file(&word.text))?;
            Some((target.text.to_string(), target.span))
        }
        "cat" | "tee" | "base64" | "echo" | "printf" | "sed" | "envsubst" => {
            let is_output = |operator| matches!(operator, Operator::Write | Operator::Append);
            let output = command.redirections.iter().find(|redirection| is_output(redirection.operator));
            let input = command.redirections.iter().any(|redirection| {
                redirection.operator == Operator::Read && is_file(&redirection.target.text)
            });
            let is_it = is_named || input || words.iter().any(|word| reads(&word.text));
            let target = &output.filter(|_| is_it)?.target;
            Some((target.text.to_string(), target.span))
        }
        name if programs::KEEP_SETTINGS.contains(&name) => {
            let sets = words.iter().any(|word| matches!(word.text.as_ref(), "config" | "configure" | "set"));
            let is_kept = sets && !words.iter().any(|word| takes_back(&word.text));
            let word = words.iter().find(|word| reads(&word.text)).filter(|_| is_kept)?;
            Some((String::new(), word.span))
        }
        _ => None,
    }
}

/// Whether a word takes a setting back.
fn takes_back(word: &str) -> bool {
    matches!(word, "unset" | "delete" | "--unset" | "--unset-all" | "rm" | "--remove-section" | "logout")
}

/// Whether a command removes the file, or takes the setting back.
fn forgets(command: &Command<'_>, path: &str, setter: &str) -> bool {
    let name = file_name(path.trim_end_matches('/'));
    let mut words = command.arguments().iter().map(|word| word.text.as_ref());
    if path.is_empty() {
        return (command.is(setter) && words.clone().any(takes_back))
            || matches!(command.name(), "rm" | "shred");
    }
    let is_it = |word: &str| {
        word.contains(name) || word.contains(['$', '*']) || path.starts_with(word.trim_end_matches('/'))
    };
    matches!(command.name(), "rm" | "shred" | "mv" | "unlink") && words.any(is_it)
}
