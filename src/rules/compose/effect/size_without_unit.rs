use crate::model::compose::{Ignored, IgnoredKind};
use crate::model::kube::TrapKind;
use crate::rules::kubernetes::effect::traps::say;
use crate::rules::prelude::*;

rule!("size-without-unit", Ignored(check), Trap(|trap, out| say(trap, TrapKind::SizeWithoutUnit, out)));

fn check(ignored: &Ignored, out: &mut Findings<'_>) {
    if ignored.kind == IgnoredKind::Unit {
        out.report(ignored.at, ignored.message.clone()).help(ignored.help);
    }
}
