//! What is refused about networks and the places of services in them.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;

use super::see::{Named, See};
use super::texts::{self, Fault, Prefix};
use super::{Out, Project, is_external, ports, replicas};
use crate::finding::Label;
use crate::model::limits::MAX_COMPARED;
use crate::model::refusal::RefusalKind;
use crate::source::{Span, shown};

/// Names that the engine has networks of its own by.
const OWN: &[&str] = &["bridge", "host", "none"];

/// An address that a service asks for, by its network.
type Asked<'c> = HashMap<(&'c str, IpAddr), (Named<'c>, Span)>;

pub(super) fn check(project: &Project<'_, '_>, out: &mut Out) {
    let mut used: HashSet<&str> = HashSet::new();
    let mut asked = Asked::new();
    for service in project.running() {
        let networks: Vec<Named<'_>> =
            service.value.get("networks").into_iter().flat_map(See::entries).collect();
        if networks.is_empty() && service.value.get("network_mode").is_none() {
            used.insert("default");
        }
        if service.value.get("network_mode").is_none() {
            main_address(service.value, &networks, out);
        }
        let mut interfaces: HashSet<&str> = HashSet::new();
        for network in networks {
            used.insert(network.name);
            endpoint(network, project.networks.get(network.name).copied(), out);
            taken(*service, network, &mut asked, out);
            let interface = network.value.get("interface_name");
            if let Some(interface) = interface
                && interface.text().is_some_and(|text| !interfaces.insert(text))
            {
                out.say(RefusalKind::ConflictingKeys, interface.at, "two networks have this interface");
            }
        }
    }
    let mut pools: Vec<(Prefix, Span)> = Vec::new();
    // In the order of the file, so that the later of two is at fault.
    let mut definitions: Vec<_> = project.networks.iter().filter(|(name, _)| used.contains(*name)).collect();
    definitions.sort_by_key(|(name, network)| (network.at, **name));
    for (_, network) in definitions {
        if !is_external(*network) {
            definition(*network, &mut pools, out);
        }
    }
}

/// The MAC address of a service is the one of its main network: the one of the highest priority, then by name.
fn main_address(service: See<'_>, networks: &[Named<'_>], out: &mut Out) {
    let Some((own, text)) = service.get("mac_address").and_then(|own| Some((own, own.text()?))) else {
        return;
    };
    out.text(own, texts::own_mac_address);
    let priority = |network: &Named<'_>| network.value.number_of(&["priority"]).unwrap_or(0.0);
    let is_known = |network: &Named<'_>| !network.value.get("priority").is_some_and(See::is_unknown);
    if text.is_empty() || !networks.iter().all(is_known) {
        return;
    }
    let main = networks.iter().min_by(|a, b| priority(b).total_cmp(&priority(a)).then(a.name.cmp(b.name)));
    let other = main.and_then(|main| main.value.get("mac_address"));
    if let Some(other) = other
        && other.text().is_some_and(|other| !other.is_empty() && other != text)
    {
        let message = "the MAC address of the service is not the one in its main network";
        out.conflict(own.at, message, other.at, "the one in the network");
    }
}

/// Addresses that several containers ask for.
fn taken<'c>(service: Named<'c>, network: Named<'c>, asked: &mut Asked<'c>, out: &mut Out) {
    for key in ["ipv4_address", "ipv6_address"] {
        let Some(value) = network.value.get(key) else { continue };
        let Some(address) = value.text().and_then(|text| text.parse::<IpAddr>().ok()) else { continue };
        if replicas(service.value).is_some_and(|count| count > 1.0) {
            out.say(RefusalKind::ConflictingKeys, value.at, "several containers cannot have one address");
            continue;
        }
        match asked.get(&(network.name, address)) {
            Some((other, at)) if together(*other, service) && *at != value.at => {
                let message = format!("`{}` has this address, too", shown(other.name));
                out.conflict(value.at, message, *at, "here");
            }
            Some(_) => {}
            None => {
                asked.insert((network.name, address), (service, value.at));
            }
        }
    }
}

/// Whether two services run at the same time: in one profile, and neither waits for the end of another one.
fn together(one: Named<'_>, other: Named<'_>) -> bool {
    let waits = |service: Named<'_>| {
        let mut waits = service.value.get("depends_on").into_iter().flat_map(See::entries);
        waits.any(|wait| wait.value.text_of("condition") == Some("service_completed_successfully"))
    };
    ports::together(one, other) && !waits(one) && !waits(other)
}

/// Whether a network is one of a driver that this knows.
fn is_bridge(network: See<'_>) -> bool {
    network.get("driver").is_none_or(|driver| matches!(driver.text(), Some("" | "bridge")))
}

fn configs(network: See<'_>) -> impl Iterator<Item = See<'_>> {
    network.at_path(&["ipam", "config"]).into_iter().flat_map(See::items)
}

/// The place of a service in a network.
fn endpoint(place: Named<'_>, network: Option<See<'_>>, out: &mut Out) {
    if let Some(mac) = place.value.get("mac_address") {
        out.text(mac, texts::own_mac_address);
    }
    if let Some(interface) = place.value.get("interface_name") {
        out.text(interface, texts::interface);
    }
    for option in place.value.get("driver_opts").into_iter().flat_map(See::entries) {
        match option.name {
            "com.docker.network.endpoint.sysctls" => out.text(option.value, texts::endpoint_sysctls),
            "com.docker.network.endpoint.ifname" => out.text(option.value, texts::interface),
            _ => {}
        }
    }
    for link in place.value.get("link_local_ips").into_iter().flat_map(See::items) {
        out.text(link, texts::link_local);
    }
    let name = network.and_then(|network| match network.get("name") {
        Some(name) => name.text(),
        None if network.is_on("external") => Some(place.name),
        None => None,
    });
    if let Some(name) = name.filter(|name| OWN.contains(name)) {
        let message = format!("a service cannot be in the network `{name}`, which is the engine's own");
        out.say(RefusalKind::InvalidValue, place.key, message).help =
            Some(format!("write `network_mode: {name}`"));
    }
    for (key, is_v4) in [("ipv4_address", true), ("ipv6_address", false)] {
        if let Some(value) = place.value.get(key) {
            address(value, is_v4, (place.name, network), out);
        }
    }
}

fn address(value: See<'_>, is_v4: bool, (name, network): (&str, Option<See<'_>>), out: &mut Out) {
    let Some(text) = value.text().filter(|text| !text.is_empty()) else { return };
    let invalid = RefusalKind::InvalidValue;
    let family = if is_v4 { "an IPv4 address" } else { "an IPv6 address" };
    let parsed = text.parse::<IpAddr>().ok();
    let unmapped = parsed.map(|address| if is_v4 { address.to_canonical() } else { address });
    let is_good = |address: &IpAddr| {
        address.is_ipv4() == is_v4 && address.to_canonical() == *address && !address.is_unspecified()
    };
    let Some(address) = unmapped.filter(is_good) else {
        out.say(invalid, value.at, format!("`{}` is not {family}", shown(text)));
        return;
    };
    let is_known = |network: &See<'_>| is_bridge(*network) && !is_external(*network);
    let Some(network) = network.filter(|network| is_known(network)) else {
        // This one needs no definition, and then it has no subnet of the project's own.
        if network.is_none() && name == "default" {
            out.say(invalid, value.at, "the network `default` has no subnet of its own");
        }
        return;
    };
    let enabled = network.get("enable_ipv6");
    if !is_v4 && enabled.is_some_and(See::is_unknown) {
        return;
    }
    let mut holders = Vec::new();
    for config in configs(network) {
        match config.get("subnet").map(See::text) {
            Some(None) => return,
            Some(Some(subnet)) => match Prefix::parse(subnet) {
                Some(prefix) if prefix.holds(address) => holders.push((prefix, config)),
                Some(_) => {}
                None => return,
            },
            None => {}
        }
    }
    let is_off = !is_v4 && !enabled.is_some_and(See::is_true);
    let Some((prefix, config)) = holders.first().filter(|_| !is_off) else {
        let message = format!("no subnet of the network has the address `{}`", shown(text));
        out.say(invalid, value.at, message);
        return;
    };
    let gateway = config.get("gateway");
    let is_gateway = match gateway {
        Some(gateway) => gateway.text().and_then(texts::address) == Some(address),
        None => prefix.is_gateway(address),
    };
    let mut auxiliaries = config.get("aux_addresses").into_iter().flat_map(See::entries);
    if is_gateway {
        out.say(invalid, value.at, format!("`{}` is the address of the gateway", shown(text)));
    } else if prefix.reserves(address)
        || auxiliaries.any(|other| other.value.text().and_then(texts::address) == Some(address))
    {
        out.say(invalid, value.at, format!("`{}` is kept for others in its subnet", shown(text)));
    }
}

fn definition(network: See<'_>, pools: &mut Vec<(Prefix, Span)>, out: &mut Out) {
    let invalid = RefusalKind::InvalidValue;
    if let Some(driver) = network.get("driver")
        && let Some(name @ ("null" | "host")) = driver.text()
    {
        out.say(
            invalid,
            driver.at,
            format!("there is one network of the driver `{name}`, and no other can be made"),
        );
    }
    name(network, out);
    let enabled = |key: &str| network.get(key);
    let has_v4 = enabled("enable_ipv4").is_none_or(See::is_true);
    let has_v6 = enabled("enable_ipv6").is_some_and(See::is_true);
    let is_off = |key: &str| enabled(key).is_none_or(|on| !on.is_true() && !on.is_unknown());
    if let Some(on) = network.entry("enable_ipv4").filter(|_| is_off("enable_ipv4") && is_off("enable_ipv6"))
        && is_bridge(network)
    {
        out.say(invalid, on.key, "a network has IPv4 or IPv6");
    }
    let mut counts = [0, 0];
    for config in configs(network) {
        let Some((prefix, at)) = pool(config, has_v6, out) else { continue };
        let is_v4 = prefix.address.is_ipv4();
        if is_v4 && !has_v4 {
            continue;
        }
        if let Some(what) = unusable(prefix) {
            out.say(invalid, at, what);
        }
        let [v4, v6] = &mut counts;
        let count = if is_v4 { v4 } else { v6 };
        *count += 1;
        if *count == 2 && is_bridge(network) {
            let family = if is_v4 { "IPv4" } else { "IPv6" };
            out.say(invalid, at, format!("a network of the driver `bridge` has one {family} subnet"));
        }
        if pools.len() < MAX_COMPARED {
            if let Some((_, other)) = pools.iter().find(|(other, _)| other.overlaps(prefix)) {
                let label = Label { span: *other, text: "with this one".to_owned() };
                out.say(RefusalKind::ConflictingKeys, at, "two subnets have addresses in common")
                    .labels
                    .push(label);
            }
            pools.push((prefix, at));
        }
    }
    options(network, out);
}

/// What an address is called that containers do not get.
const AUXILIARY: &str = "the address";

/// A subnet with what lies in it. Of one that is not in use the engine only wants that it can be read.
fn pool(config: See<'_>, has_v6: bool, out: &mut Out) -> Option<(Prefix, Span)> {
    let invalid = RefusalKind::InvalidValue;
    let is_unused = |prefix: Option<Prefix>| prefix.is_some_and(|prefix| prefix.address.is_ipv6()) && !has_v6;
    let subnet_text = config.text_of("subnet").and_then(Prefix::parse);
    let is_unused = is_unused(subnet_text);
    let mut prefix = |key: &str| -> Option<(See<'_>, Option<Prefix>)> {
        let value = config.get(key)?;
        let text = value.text().filter(|text| !text.is_empty())?;
        let prefix = Prefix::parse(text);
        match prefix {
            None => {
                let message = format!("`{}` is not a network such as `172.30.0.0/16`", shown(text));
                out.say(invalid, value.at, message);
            }
            Some(prefix) if !prefix.is_trimmed() && !is_unused => {
                let message = format!("`{}` has bits behind the {} that count", shown(text), prefix.bits);
                out.say(invalid, value.at, message);
            }
            Some(_) => {}
        }
        Some((value, prefix))
    };
    let (subnet, range) = (prefix("subnet"), prefix("ip_range"));
    let is_unknown = config.get("subnet").is_some_and(See::is_unknown);
    let parent = subnet.and_then(|(_, prefix)| prefix);
    if is_unknown || (subnet.is_some() && parent.is_none()) {
        return None;
    }
    if let Some((value, Some(range))) = range
        && !is_unused
        && !parent.is_some_and(|parent| parent.holds(range.address) && parent.bits <= range.bits)
    {
        out.say(invalid, value.at, "`ip_range` does not lie in the `subnet`");
    }
    let mut inside = |value: See<'_>, what: &str| -> Option<IpAddr> {
        let text = value.text().filter(|text| !text.is_empty() || what == AUXILIARY)?;
        let address = texts::address(text);
        if address.is_none() {
            out.say(invalid, value.at, format!("`{}` is not an IP address", shown(text)));
        } else if !is_unused && !parent.zip(address).is_some_and(|(parent, address)| parent.holds(address)) {
            out.say(invalid, value.at, format!("{what} does not lie in the `subnet`"));
        }
        address
    };
    let gateway = config.get("gateway").and_then(|value| inside(value, "the gateway"));
    let auxiliaries: Vec<_> = config.get("aux_addresses").into_iter().flat_map(See::entries).collect();
    let addresses: Vec<_> = auxiliaries.iter().map(|auxiliary| inside(auxiliary.value, AUXILIARY)).collect();
    let is_gateway = |address: &Option<IpAddr>| address.is_some() && *address == gateway && !is_unused;
    for (auxiliary, _) in auxiliaries.iter().zip(&addresses).filter(|(_, address)| is_gateway(address)) {
        out.say(invalid, auxiliary.value.at, "this is the address of the gateway");
    }
    let (value, parent) = (subnet?.0, parent.filter(|_| !is_unused)?);
    Some((parent, value.at))
}

/// The name by which the engine makes a network.
fn name(network: See<'_>, out: &mut Out) {
    let is_empty = |name: Option<See<'_>>| match name {
        Some(name) => name.text().is_some_and(|text| text.trim().is_empty()),
        None => network.is_written("name"),
    };
    let name = network.get("name");
    let is_kept = |text: &str| text == "default" || text == "container" || text.starts_with("container:");
    if is_empty(name) {
        let at = name.map_or(network.at, |name| name.at);
        out.say(RefusalKind::InvalidName, at, "the name is empty");
    } else if let Some(name) = name.filter(|name| name.text().is_some_and(is_kept)) {
        let message = "no network can have this name, which the engine has for itself";
        out.say(RefusalKind::InvalidName, name.at, message);
    }
    if let Some(driver) = network.at_path(&["ipam", "driver"])
        && driver.text() == Some("null")
        && is_bridge(network)
        && network.get("enable_ipv4").is_none_or(See::is_true)
    {
        out.say(RefusalKind::InvalidValue, driver.at, "this driver has no addresses for containers");
    }
}

/// Why no container can have an address of a subnet.
fn unusable(prefix: Prefix) -> Option<&'static str> {
    let is_v4 = prefix.address.is_ipv4();
    let link_local = Prefix::parse("fe80::/64").filter(|local| *local != prefix && local.overlaps(prefix));
    if (is_v4 && prefix.bits == 32) || (!is_v4 && prefix.bits >= 127) {
        Some("the subnet has no address for a container")
    } else if prefix.address.is_loopback() {
        Some("the subnet is one of the host's own addresses")
    } else if prefix.address.is_multicast() {
        Some("the subnet is one of multicast addresses")
    } else {
        link_local.map(|_| "the subnet has link-local addresses")
    }
}

/// What an option of a network driver takes.
type Row = (&'static str, &'static str, fn(&str) -> Fault);

const OPTIONS: &[Row] = &[
    ("bridge", "com.docker.network.bridge.name", texts::link),
    ("bridge", "com.docker.network.container_iface_prefix", texts::link_prefix),
    ("bridge", "com.docker.network.driver.mtu", mtu),
    ("bridge", "com.docker.network.enable_ipv4", texts::switch),
    ("bridge", "com.docker.network.enable_ipv6", texts::switch),
    ("bridge", "com.docker.network.bridge.default_bridge", texts::switch),
    ("bridge", "com.docker.network.bridge.enable_icc", texts::switch),
    ("bridge", "com.docker.network.bridge.enable_ip_masquerade", texts::switch),
    ("bridge", "com.docker.network.bridge.gateway_mode_ipv4", gateway_mode),
    ("bridge", "com.docker.network.bridge.gateway_mode_ipv6", gateway_mode),
    ("bridge", "com.docker.network.bridge.host_binding_ipv4", texts::any_address),
    ("bridge", "com.docker.network.bridge.inhibit_ipv4", texts::switch),
    ("bridge", "com.docker.network.host_ipv4", texts::any_address),
    ("bridge", "com.docker.network.host_ipv6", texts::any_address),
    ("ipvlan", "ipvlan_flag", |text| {
        one_of(text, &["", "bridge", "private", "vepa"], "`bridge`, `private` or `vepa`")
    }),
    ("ipvlan", "ipvlan_mode", |text| one_of(text, &["", "l2", "l3", "l3s"], "`l2`, `l3` or `l3s`")),
    ("ipvlan", "parent", parent),
    ("macvlan", "macvlan_mode", |text| {
        one_of(
            text,
            &["", "bridge", "private", "vepa", "passthru"],
            "`bridge`, `private`, `vepa` or `passthru`",
        )
    }),
    ("macvlan", "parent", parent),
];

fn one_of(text: &str, known: &[&str], words: &'static str) -> Fault {
    (!known.contains(&text)).then_some(words)
}

fn mtu(text: &str) -> Fault {
    let is_good = text.parse::<u32>().is_ok_and(|mtu| mtu == 0 || (68..=65535).contains(&mtu));
    (!is_good).then_some("a size of packets from 68 to 65535")
}

fn gateway_mode(text: &str) -> Fault {
    one_of(
        text,
        &["nat", "nat-unprotected", "routed", "isolated"],
        "`nat`, `nat-unprotected`, `routed` or `isolated`",
    )
}

/// An interface of the host; its loopback is none for that.
fn parent(text: &str) -> Fault {
    (text == "lo").then_some("an interface that can be a parent")
}

/// Options of the engine's own drivers.
fn options(network: See<'_>, out: &mut Out) {
    let driver = if is_bridge(network) { "bridge" } else { network.text_of("driver").unwrap_or("") };
    for option in network.get("driver_opts").into_iter().flat_map(See::entries) {
        let row = OPTIONS.iter().find(|(of, name, _)| *of == driver && *name == option.name);
        let Some((_, name, fault)) = row else { continue };
        out.text(option.value, *fault);
        let is_isolated = name.contains("gateway_mode") && option.value.text() == Some("isolated");
        if is_isolated && network.get("internal").is_none_or(|on| !on.is_true() && !on.is_unknown()) {
            let message = "only an `internal` network can be isolated";
            out.say(RefusalKind::InvalidValue, option.value.at, message);
        }
    }
}
