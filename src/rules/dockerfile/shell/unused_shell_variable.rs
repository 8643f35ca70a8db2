use crate::facts::programs;
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("unused-shell-variable", Fault(FaultCheck { codes: &[2034], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let name = fault.variable();
    let sources = |command: &Command<'_>| programs::runs_in_same_shell(command.name());
    // Capitals are for the environment: a base image may have exported the variable.
    let may_be_used = name.contains(|c: char| c.is_ascii_uppercase()) || dockerfile.defines(step, name);
    if may_be_used || step.instruction.keyword != Keyword::Run || step.run().iter().any(sources) {
        return;
    }
    out.report(fault.span, format!("`{}` is not used in this step, and is gone after it", shown(name)))
        .help("use it, leave it out, or set it with ENV for later steps");
}
