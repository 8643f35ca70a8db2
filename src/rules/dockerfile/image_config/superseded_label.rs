use crate::facts::labels;
use crate::fix::dockerfile::replace;
use crate::model::kube::TrapKind;
use crate::rules::kubernetes::effect::traps::say;
use crate::rules::prelude::*;

rule!("superseded-label", Instruction(check), Trap(|trap, out| say(trap, TrapKind::SupersededLabel, out)));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Label) {
        return;
    }
    for pair in step.pairs() {
        let name = pair.name.text.trim_matches(['"', '\'']).to_ascii_lowercase();
        let Some((_, new)) = labels::SUPERSEDED.iter().find(|(old, _)| *old == name) else { continue };
        let new = format!("org.opencontainers.image.{new}");
        let edits = if pair.name.text == name { replace(&pair.name, &new) } else { None };
        out.report(pair.name.span, format!("the label `{name}` has a standard name by now"))
            .help(format!("write `{new}`"))
            .fix(Safety::Unsafe, "use the standard name", edits);
    }
}
