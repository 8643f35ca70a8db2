//! Where a service is reached. Has no opinions.

use crate::model::compose::{self, Leaf, Service};
use crate::syntax::value::PortRange;
use crate::workload::{Port, Published};

/// The addresses that stand for all of a host.
const EVERYWHERE: &[&str] = &["0.0.0.0", "::", "*", ""];

/// The ports of a service that can be read; none where the network of another, or no network, is used: the engine
/// drops or refuses them.
pub(super) fn ports(service: &Service<'_>) -> Vec<Port> {
    let mode = service.network_mode.as_ref().map_or(Some("bridge"), Leaf::known);
    let is_reached = match mode {
        None => false,
        Some(mode) => !matches!(mode, "host" | "none") && !mode.contains(':'),
    };
    service.ports.iter().filter(|_| is_reached).filter_map(port).collect()
}

fn port(port: &compose::Port<'_>) -> Option<Port> {
    let mapping = port.mapping.as_ref()?;
    let ports = mapping.published.as_deref().map(PortRange::parse);
    let published = match ports {
        Some(None) => Published::Opaque,
        ports => Published::On {
            address: mapping.host_ip.clone().filter(|address| !EVERYWHERE.contains(&address.as_str())),
            ports: ports.flatten(),
        },
    };
    Some(Port {
        container: PortRange::parse(&mapping.target)?,
        protocol: mapping.protocol.clone(),
        published,
        at: port.at,
        via: port.step.into(),
    })
}
