//! Where a service is reached. Has no opinions.

use std::cell::LazyCell;

use crate::model::compose::{self, File, Leaf, Service};
use crate::syntax::value::PortRange;
use crate::workload::{Port, Published};

/// The addresses that stand for all of a host.
const EVERYWHERE: &[&str] = &["0.0.0.0", "::", "*", ""];

/// The ports of a service that can be read; none where the network of another, or no network, is used: the engine
/// drops or refuses them.
pub(super) fn ports(file: &File<'_>, service: &Service<'_>) -> Vec<Port> {
    let mode = service.network_mode.as_ref().map_or(Some("bridge"), Leaf::known);
    let is_reached = match mode {
        None => false,
        Some(mode) => !matches!(mode, "host" | "none") && !mode.contains(':'),
    };
    let of_networks = LazyCell::new(|| bound_address(file, service));
    service.ports.iter().filter(|_| is_reached).filter_map(|entry| port(entry, &of_networks)).collect()
}

/// The address of the host that all networks of a service publish on when an entry names none.
fn bound_address(file: &File<'_>, service: &Service<'_>) -> Option<String> {
    let networks = file.networks_of(service)?;
    let addresses = networks.iter().map(|network| network.host_address.as_ref()?.known());
    let addresses: Vec<&str> = addresses.collect::<Option<_>>()?;
    addresses.into_iter().find(|address| !EVERYWHERE.contains(address)).map(str::to_owned)
}

fn port(
    port: &compose::Port<'_>,
    of_networks: &LazyCell<Option<String>, impl FnOnce() -> Option<String>>,
) -> Option<Port> {
    let mapping = port.mapping.as_ref()?;
    let ports = mapping.published.as_deref().map(PortRange::parse);
    let published = match ports {
        Some(None) => Published::Opaque,
        ports => Published::On {
            address: match &mapping.host_ip {
                None => Option::clone(of_networks),
                Some(address) => {
                    Some(address.clone()).filter(|address| !EVERYWHERE.contains(&address.as_str()))
                }
            },
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
