use std::collections::BTreeMap;

use crate::model::dockerfile::ports::{Exposed, exposed};
use crate::model::kube::TrapKind;
use crate::rules::kubernetes::effect::traps::say;
use crate::rules::prelude::*;
use crate::source::Span;

rule!("duplicate-port", Stage(check), Trap(|trap, out| say(trap, TrapKind::DuplicatePort, out)));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut known: BTreeMap<String, Span> = BTreeMap::new();
    for step in stage.steps() {
        for Exposed { item, value, protocol, .. } in exposed(step) {
            let lower = value.to_ascii_lowercase();
            let port = if protocol.is_some() { lower } else { lower + "/tcp" };
            if let Some(first) = known.get(&port) {
                out.report(item.span, format!("`{}` is exposed already", shown(&item.text)))
                    .label(*first, "exposed here")
                    .help("remove it");
            } else {
                known.insert(port, item.span);
            }
        }
    }
}
