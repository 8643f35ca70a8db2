//! Where a service is reached. Has no opinions.

use crate::model::compose::{self, File, Leaf, Part, Service};
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
    let of_networks = || bound_address(file, service);
    service.ports.iter().filter(|_| is_reached).filter_map(|entry| port(entry, &of_networks)).collect()
}

/// The address of the host that all networks of a service publish on when an entry names none.
fn bound_address(file: &File<'_>, service: &Service<'_>) -> Option<String> {
    const OPTION: &str = "com.docker.network.bridge.host_binding_ipv4";
    let networks = file.composition.root()?.get("networks")?;
    let names: Vec<&str> = match service.node.get("networks") {
        None => vec!["default"],
        Some(list) if list.is_sequence() => list.items().into_iter().filter_map(Part::text).collect(),
        Some(mapping) => mapping.entries().into_iter().map(|entry| entry.name).collect(),
    };
    let address =
        |name: &&str| Leaf::read(networks.at(&[name, "driver_opts", OPTION])?)?.known().map(str::to_owned);
    let addresses: Option<Vec<String>> = names.iter().map(address).collect();
    let is_bound = |address: &String| !EVERYWHERE.contains(&address.as_str());
    addresses?.into_iter().find(is_bound)
}

fn port(port: &compose::Port<'_>, of_networks: &dyn Fn() -> Option<String>) -> Option<Port> {
    let mapping = port.mapping.as_ref()?;
    let ports = mapping.published.as_deref().map(PortRange::parse);
    let published = match ports {
        Some(None) => Published::Opaque,
        ports => Published::On {
            address: match &mapping.host_ip {
                None => of_networks(),
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
