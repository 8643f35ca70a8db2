use crate::facts::programs;
use crate::model::dockerfile::{Dockerfile, Step, Variable, shell_references};
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, Word};

rule!("root-may-be-removed", Instruction(check));

/// So many removals of a RUN, and words of each, are looked at.
const MANY: usize = 16;

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.script().incomplete {
        return;
    }
    for (index, command) in
        step.run().iter().enumerate().filter(|(_, command)| removes_folders(command)).take(MANY)
    {
        let before = step.run().get(..index).unwrap_or(&[]);
        for word in command.operands().take(MANY) {
            let Some(name) = variable(word) else { continue };
            if !may_be_empty(name, before, step, dockerfile) {
                continue;
            }
            out.report(word.span, format!("removes the whole system when `{}` is empty", shown(name)))
                .help(format!("write `${{{}:?}}`, which fails instead", shown(name)));
        }
    }
}

fn removes_folders(command: &Command<'_>) -> bool {
    command.is("rm") && ["-r", "-R", "--recursive"].iter().any(|flag| command.has_flag(flag))
}

/// The variable without which a path is `/` or all that is in it: `$X/`, `$X/*`, `/$X`.
fn variable<'w>(word: &'w Word<'_>) -> Option<&'w str> {
    let text = word.text.as_ref();
    let rest = text.strip_prefix('/').unwrap_or(text).strip_prefix('$')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (name, rest) = match rest.strip_prefix('{') {
        Some(braced) => braced.split_once('}')?,
        None => rest.split_at_checked(rest.find(|c| !is_name(c)).unwrap_or(rest.len()))?,
    };
    let is_variable =
        !name.is_empty() && name.chars().all(is_name) && !name.starts_with(|c: char| c.is_ascii_digit());
    let reaches_root =
        matches!(rest, "/" | "/*") || (text.starts_with('/') && matches!(rest, "" | "*" | "/" | "/*"));
    (is_variable && reaches_root).then_some(name)
}

/// Whether nothing in the file gives the variable a value.
fn may_be_empty(name: &str, before: &[Command<'_>], step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let sets = |command: &Command<'_>| {
        // What reads, sources or tests a variable may give it a value or stop without one.
        let is_opaque = programs::runs_in_same_shell(command.name())
            || matches!(command.name(), "read" | "[" | "[[" | "test" | "for" | "local");
        let asks = |text: &str| {
            shell_references(text).iter().any(|reference| reference.name == name && reference.has_fallback)
        };
        let is_unset = command.is("set") && command.has_flag("-u");
        command.assignment(name).is_some()
            || is_opaque
            || is_unset
            || command.words.iter().any(|word| asks(&word.text))
    };
    // What is known costs nothing to ask.
    let is_empty = match dockerfile.variable(step, name) {
        Variable::Open => true,
        Variable::Value(value) => value.known() == Some(""),
        Variable::Foreign => false,
    };
    let text = dockerfile.text.get(step.instruction.span.range()).unwrap_or("");
    if !is_empty || text.contains(&format!("for {name} ")) {
        return false;
    }
    let is_loop = step.run().iter().any(|command| command.assignment(name).is_some());
    !is_loop && !before.iter().any(sets)
}
