use crate::rules::prelude::*;
use crate::syntax::nearest;
use crate::workload::BuiltFrom;

rule!("undefined-build-target", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Some(built) = &container.identity.built else { return };
    let (BuiltFrom::Known(dockerfile), Some(target)) = (&built.from, &built.target) else { return };
    if dockerfile.has_target(&target.value) {
        return;
    }
    let name = shown(&target.value);
    let finding = out.report(target.span, format!("the Dockerfile of {container} has no stage `{name}`"));
    if let Some(meant) = nearest(&target.value, dockerfile.stage_names()) {
        finding.help(format!("did you mean `{}`?", shown(meant)));
    }
}
