use crate::model::compose::{File, Leaf, Network, Service};
use crate::rules::prelude::*;

rule!("ports-with-host-network", Service(check));

fn check(service: &Service<'_>, file: &File<'_>, out: &mut Findings<'_>) {
    let Some(port) = service.ports.first() else { return };
    let (why, at, help) = match service.network_mode.as_ref() {
        Some(mode) => match mode.known() {
            Some("host") => ("it is in the network of the host", mode.span, "remove `ports`"),
            Some("none") => ("it has no network", mode.span, "remove `ports`"),
            _ => return,
        },
        None if is_internal(service, file) => {
            let help = "remove `ports`, or add a network that is not internal";
            ("its networks are internal", port.at, help)
        }
        None => return,
    };
    let draft = out.report(at, format!("no port of service `{}` is published: {why}", shown(service.name)));
    match at == port.at {
        true => draft.help(help),
        false => draft.label(port.at, "this is dropped").help(help),
    };
}

/// Whether all networks of a service are known to be internal.
fn is_internal(service: &Service<'_>, file: &File<'_>) -> bool {
    let networks = file.networks_of(service).filter(|_| service.inherits.is_none());
    let is_internal = |network: &&Network<'_>| network.internal.as_ref().and_then(Leaf::switch) == Some(true);
    networks.is_some_and(|networks| networks.iter().all(is_internal))
}
