//! Variables that the shell of a RUN uses: whether anything sets them. What BuildKit itself expands is looked at
//! elsewhere.

use crate::facts::programs;
use crate::model::dockerfile::hints;
use crate::model::dockerfile::shell_references;
use crate::rules::limits::MAX_REFERENCES;
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

/// Whether a shell uses a variable that nothing before it is seen to set.
pub fn may_have(step: &Step<'_>, file: &Dockerfile<'_>) -> bool {
    let knows_all = file.stage_of(step).is_some_and(|stage| file.knows_all_variables(stage));
    let text = hints::text(step, file);
    let is_set = |name: &str| is_assigned(step, name) || text.contains(&format!("for {name} "));
    let is_lower = |name: &str| name.contains(|c: char| c.is_ascii_lowercase());
    let may_lack = |name: &str| is_lower(name) && !file.defines(step, name) && !is_set(name);
    let references = if knows_all { shell_references(text) } else { Vec::new() };
    references.len() > MAX_REFERENCES || references.iter().any(|reference| may_lack(reference.name))
}

/// Whether some command of a step does nothing but set a variable.
fn is_assigned(step: &Step<'_>, name: &str) -> bool {
    let only_sets = |command: &Command<'_>| {
        command.words.is_empty()
            || matches!(command.name(), "declare" | "export" | "local" | "readonly" | "typeset")
    };
    step.run().iter().any(|command| only_sets(command) && command.assignment(name).is_some())
}

/// Whether what is assigned before a command stays in the shell that found a fault; Bash forgets it.
fn keeps_assignments(command: &Command<'_>, fault: &Fault) -> bool {
    fault.setting.dialect != Dialect::Bash && programs::SPECIAL_BUILTINS.contains(&command.name())
}

/// A variable that a shell uses and that neither its text nor an instruction sets.
pub fn fault(fault: &Fault, step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let name = fault.variable();
    let is_global =
        file.globals().iter().flat_map(Step::variables).any(|argument| argument.name.text == name);
    let knows_all = file.stage_of(step).is_some_and(|stage| file.knows_all_variables(stage));
    let is_mounted = step.mounts().iter().any(|mount| mount.secret_variable() == Some(name));
    // What is read with `.` may set anything.
    let reads = step.run().iter().any(|command| programs::runs_in_same_shell(command.name()));
    let stays =
        |command: &Command<'_>| command.assignment(name).is_some() && keeps_assignments(command, fault);
    let is_set = is_assigned(step, name) || step.run().iter().any(stays);
    let may_be_set = is_global || is_mounted || reads || is_set || file.defines(step, name);
    // Who starts a container may set any.
    if knows_all && !may_be_set && step.instruction.keyword == Keyword::Run {
        out.report(fault.span, format!("nothing sets `${}`, so it is empty", shown(name)))
            .help("define it with ARG or ENV above, or set it in this step");
    }
}
