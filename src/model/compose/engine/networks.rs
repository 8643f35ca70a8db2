//! What is refused about networks and the places of services in them.

use std::collections::HashSet;
use std::net::IpAddr;

use super::see::{Named, See};
use super::texts::{self, Prefix};
use super::{Out, Project};
use crate::finding::Label;
use crate::model::limits::MAX_COMPARED;
use crate::model::refusal::RefusalKind;
use crate::source::{Span, shown};

/// Names that the engine has networks of its own by.
const OWN: &[&str] = &["bridge", "host", "none"];
pub(super) fn check(project: &Project<'_>, out: &mut Out) {
    let mut used: HashSet<&str> = HashSet::new();
    for service in project.running() {
        let networks: Vec<Named<'_>> =
            service.value.get("networks").into_iter().flat_map(See::entries).collect();
        if networks.is_empty() && service.value.get("network_mode").is_none() {
            used.insert("default");
        }
        let mut interfaces: HashSet<&str> = HashSet::new();
        for network in networks {
            used.insert(network.name);
            endpoint(network, project.networks.get(network.name).copied(), out);
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
        let is_external =
            network.get("external").is_some_and(|external| external.is_true() || external.is_unknown());
        if !is_external {
            definition(*network, &mut pools, out);
        }
    }
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
        out.text(mac, texts::mac_address);
    }
    if let Some(interface) = place.value.get("interface_name") {
        out.text(interface, texts::interface);
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
    let Some(address) = text.parse::<IpAddr>().ok().filter(|address| address.is_ipv4() == is_v4) else {
        out.say(invalid, value.at, format!("`{}` is not {family}", shown(text)));
        return;
    };
    let is_known = |network: &See<'_>| {
        let external = network.get("external");
        is_bridge(*network) && !external.is_some_and(|on| on.is_true() || on.is_unknown())
    };
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
    if is_gateway {
        out.say(invalid, value.at, format!("`{}` is the address of the gateway", shown(text)));
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
    let mut v4 = 0;
    for config in configs(network) {
        let subnet = pool(config, out);
        let Some((prefix, at)) = subnet else { continue };
        v4 += usize::from(prefix.address.is_ipv4());
        if v4 == 2 && prefix.address.is_ipv4() && is_bridge(network) {
            out.say(invalid, at, "a network of the driver `bridge` has one IPv4 subnet");
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
    if is_bridge(network) {
        options(network, out);
    }
}

/// A subnet with what lies in it.
fn pool(config: See<'_>, out: &mut Out) -> Option<(Prefix, Span)> {
    let invalid = RefusalKind::InvalidValue;
    let mut prefix = |key: &str| -> Option<(See<'_>, Option<Prefix>)> {
        let value = config.get(key)?;
        let text = value.text().filter(|text| !text.is_empty())?;
        let prefix = Prefix::parse(text);
        match prefix {
            None => {
                out.say(
                    invalid,
                    value.at,
                    format!("`{}` is not a network such as `172.30.0.0/16`", shown(text)),
                );
            }
            Some(prefix) if !prefix.is_trimmed() => {
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
        && !parent.is_some_and(|parent| parent.holds(range.address) && parent.bits <= range.bits)
    {
        out.say(invalid, value.at, "`ip_range` does not lie in the `subnet`");
    }
    let gateway = config.get("gateway");
    let mut gateway_address = None;
    if let Some(value) = gateway
        && let Some(text) = value.text().filter(|text| !text.is_empty())
    {
        gateway_address = text.parse::<IpAddr>().ok();
        match gateway_address {
            None => {
                out.say(invalid, value.at, format!("`{}` is not an IP address", shown(text)));
            }
            Some(address) if !parent.is_some_and(|parent| parent.holds(address)) => {
                out.say(invalid, value.at, "the gateway does not lie in the `subnet`");
            }
            Some(_) => {}
        }
    }
    for auxiliary in config.get("aux_addresses").into_iter().flat_map(See::entries) {
        let Some(text) = auxiliary.value.text() else { continue };
        let at = auxiliary.value.at;
        match text.parse::<IpAddr>() {
            Err(_) => {
                out.say(invalid, at, format!("`{}` is not an IP address", shown(text)));
            }
            Ok(address) if !parent.is_some_and(|parent| parent.holds(address)) => {
                out.say(invalid, at, "the address does not lie in the `subnet`");
            }
            Ok(address) if gateway_address == Some(address) => {
                out.say(invalid, at, "this is the address of the gateway");
            }
            Ok(_) => {}
        }
    }
    let (value, parent) = (subnet?.0, parent?);
    let is_full =
        (parent.address.is_ipv4() && parent.bits == 32) || (!parent.address.is_ipv4() && parent.bits >= 127);
    if is_full {
        out.say(invalid, value.at, "the subnet has no address for a container");
    } else if parent.address.is_loopback() {
        out.say(invalid, value.at, "the subnet is one of the host's own addresses");
    }
    Some((parent, value.at))
}

/// Options of the driver `bridge`.
fn options(network: See<'_>, out: &mut Out) {
    for option in network.get("driver_opts").into_iter().flat_map(See::entries) {
        let Some(text) = option.value.text() else { continue };
        let what = match option.name {
            "com.docker.network.driver.mtu" => {
                let is_good = text.parse::<u32>().is_ok_and(|mtu| mtu == 0 || (68..=65535).contains(&mtu));
                (!is_good).then_some("a size of packets from 68 to 65535")
            }
            "com.docker.network.bridge.enable_ip_masquerade" | "com.docker.network.bridge.enable_icc" => {
                (!texts::is_switch(text)).then_some("a boolean")
            }
            "com.docker.network.bridge.host_binding_ipv4" => texts::any_address(text),
            "com.docker.network.bridge.gateway_mode_ipv4" | "com.docker.network.bridge.gateway_mode_ipv6" => {
                let is_known = ["", "nat", "nat-unprotected", "routed", "isolated"].contains(&text);
                if text == "isolated"
                    && network.get("internal").is_none_or(|on| !on.is_true() && !on.is_unknown())
                {
                    Some("possible: only an `internal` network can be isolated")
                } else {
                    (!is_known).then_some("`nat`, `nat-unprotected`, `routed` or `isolated`")
                }
            }
            _ => None,
        };
        if let Some(what) = what {
            let message = format!("`{}` is not {what}", shown(text));
            out.say(RefusalKind::InvalidValue, option.value.at, message);
        }
    }
}
