use crate::model::compose::{File, Service};
use crate::rules::prelude::*;

rule!("build-on-host-network", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    let Some(build) = service.build.as_ref() else { return };
    let network = build.network.as_ref().filter(|network| network.known() == Some("host"));
    if let Some(at) = network.or_else(|| build.entitlement("network.host")) {
        out.report(at.span, format!("the build of `{}` is in the network of the host", shown(service.name)))
            .help("remove it: a build reaches the internet without it");
    }
}
