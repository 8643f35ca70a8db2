use crate::model::dockerfile::hints;
use crate::rules::prelude::*;
use crate::syntax::shell::{Connector, Redirection};

rule!(
    "stderr-stays-on-terminal",
    Fault(FaultCheck { codes: &[2069], may_have: hints::several_redirections, run: check })
);

fn check(fault: &Fault, step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // Before a pipe, it is how errors alone go into it.
    let mut commands = step.run().iter();
    let stands = |redirection: &Redirection<'_>| redirection.span.start == fault.span.start;
    let here = commands.any(|command| command.redirections.iter().any(stands));
    if here && commands.next().is_some_and(|next| next.connector == Connector::Pipe) {
        return;
    }
    out.report(fault.span, "errors go where the output went before this line")
        .help("write `2>&1` behind the redirection of the output")
        .fix(Safety::Unsafe, "move `2>&1` to the end", fault.fix());
}
