use crate::model::compose::{File, Unused};
use crate::model::kube::TrapKind;
use crate::rules::kubernetes::effect::traps::say;
use crate::rules::prelude::*;

rule!("unused-volume", ComposeFile(check), Trap(|trap, out| say(trap, TrapKind::UnusedVolume, out)));

fn check(file: &File<'_>, out: &mut Findings<'_>) {
    for (name, at) in file.unused(Unused::Volume) {
        out.report(at, format!("no service uses the volume `{}`", shown(name)))
            .help("remove it, or name it in a service");
    }
}
