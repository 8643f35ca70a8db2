use crate::model::compose::{Ignored, IgnoredKind};
use crate::model::kube::TrapKind;
use crate::rules::kubernetes::effect::traps::say;
use crate::rules::prelude::*;

rule!("ignored-setting", Ignored(check), Trap(|trap, out| say(trap, TrapKind::IgnoredSetting, out)));

fn check(ignored: &Ignored, out: &mut Findings<'_>) {
    if ignored.kind != IgnoredKind::Setting {
        return;
    }
    let finding = out.report(ignored.at, ignored.message.clone()).help(ignored.help);
    if let Some(label) = &ignored.label {
        finding.label(label.span, label.text.clone());
    }
}
