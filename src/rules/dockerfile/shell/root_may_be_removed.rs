use crate::facts::programs;
use crate::model::dockerfile::quotes::root_without;
use crate::model::dockerfile::{Dockerfile, Step, Variable, shell_references};
use crate::rules::limits::MAX_REMOVED_WORDS;
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("root-may-be-removed", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.script().incomplete {
        return;
    }
    for (index, command) in
        step.run().iter().enumerate().filter(|(_, command)| removes_folders(command)).take(MAX_REMOVED_WORDS)
    {
        let before = step.run().get(..index).unwrap_or(&[]);
        for word in command.operands().take(MAX_REMOVED_WORDS) {
            let Some(name) = root_without(&word.text) else { continue };
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
