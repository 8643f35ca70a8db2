use crate::model::compose::{File, Service};
use crate::rules::prelude::*;

rule!("default-bridge", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    let Some(mode) = service.network_mode.as_ref().filter(|mode| mode.known() == Some("bridge")) else {
        return;
    };
    out.report(
        mode.span,
        format!("service `{}` is in the network of all unrelated containers", shown(service.name)),
    )
    .help("remove `network_mode`: the project has a network of its own");
}
