//! What containers that run together cannot both have: a port of the host, a name.

use std::collections::HashMap;
use std::net::IpAddr;

use super::see::{Named, See};
use super::{Out, Project, replicas, texts};
use crate::finding::Label;
use crate::model::limits::MAX_ALIKE;
use crate::model::refusal::RefusalKind;
use crate::source::{Span, shown};

/// A port of the host that a service asks for.
struct Taken<'c> {
    address: Option<IpAddr>,
    service: Named<'c>,
    at: Span,
}

pub(super) fn check(project: &Project<'_, '_>, out: &mut Out) {
    names(project.running(), out);
    let mut taken: HashMap<(u16, &str), Vec<Taken<'_>>> = HashMap::new();
    for service in project.running().filter(|service| publishes(service.value, project)) {
        scaled(service.value, project, out);
        for port in service.value.get("ports").into_iter().flat_map(See::items) {
            if let Some(protocol) = port.get("protocol") {
                out.text(protocol, texts::protocol);
            }
            let Some(published) = port.get("published") else { continue };
            let Some((first, last)) = published.text().and_then(texts::ports) else {
                out.text(published, texts::published);
                continue;
            };
            let address = match port.get("host_ip").map(See::text) {
                None | Some(Some("")) => None,
                Some(Some(address)) => texts::address(address),
                Some(None) => continue,
            };
            // Of a range one is taken that is free.
            if first != last || first == 0 || port.text_of("mode") == Some("host") {
                continue;
            }
            let Some(protocol) = port.get("protocol").map_or(Some("tcp"), See::text) else { continue };
            let new = Taken { address, service: *service, at: published.at };
            let others = taken.entry((first, protocol)).or_default();
            let other = others.iter().find(|other| meet(other, &new));
            if let Some(other) = other {
                let message =
                    format!("the port {first} of the host is taken by `{}`", shown(other.service.name));
                let label = Label { span: other.at, text: "here".to_owned() };
                out.say(RefusalKind::DuplicateHostPort, new.at, message).labels.push(label);
            }
            if others.len() < MAX_ALIKE {
                others.push(new);
            }
        }
    }
}

/// Whether two ports of one number are one.
fn meet(one: &Taken<'_>, other: &Taken<'_>) -> bool {
    let is_one_address = match (one.address, other.address) {
        (None, _) | (_, None) => true,
        (Some(a), Some(b)) => {
            a == b || (a.is_ipv4() == b.is_ipv4() && (a.is_unspecified() || b.is_unspecified()))
        }
    };
    is_one_address && one.at != other.at && together(one.service, other.service)
}

/// Whether two services run at the same time whatever profiles are asked for.
pub(super) fn together(one: Named<'_>, other: Named<'_>) -> bool {
    match (profiles(one), profiles(other)) {
        _ if one.name == other.name => true,
        (None, _) | (_, None) => true,
        (Some(one), Some(other)) => one.iter().any(|profile| profile.is_some() && other.contains(profile)),
    }
}

/// Whether the ports of a service are ports of the host.
fn publishes(service: See<'_>, project: &Project<'_, '_>) -> bool {
    if service.get("network_mode").is_some_and(|mode| mode.text() != Some("bridge")) {
        return false;
    }
    let is_internal = |name: &str| {
        let network = project.networks.get(name);
        network
            .is_some_and(|network| network.get("internal").is_some_and(|on| on.is_true() || on.is_unknown()))
    };
    !service.get("networks").into_iter().flat_map(See::entries).any(|network| is_internal(network.name))
}

/// Whether a project is for a swarm, which spreads containers over hosts and ports of its own.
pub(super) fn is_swarm(service: See<'_>, project: &Project<'_, '_>) -> bool {
    let keys = ["mode", "placement", "update_config", "rollback_config", "endpoint_mode"];
    let has_key =
        service.get("deploy").is_some_and(|deploy| keys.iter().any(|key| deploy.get(key).is_some()));
    has_key || project.has_overlay
}

fn scaled(service: See<'_>, project: &Project<'_, '_>, out: &mut Out) {
    let Some(count) = replicas(service).filter(|count| *count > 1.0) else { return };
    if is_swarm(service, project) {
        return;
    }
    let mut ports = service.get("ports").into_iter().flat_map(See::items);
    let fixed = ports.find_map(|port| {
        let published = port.get("published")?;
        let (first, last) = texts::ports(published.text()?).filter(|(first, _)| *first > 0)?;
        let width = f64::from(last - first) + 1.0;
        (width < count).then_some((published, width))
    });
    if let Some((published, width)) = fixed {
        let ports = if width == 1.0 {
            "one port of the host".to_owned()
        } else {
            format!("{width} ports of the host")
        };
        let message = format!("{ports} cannot be shared by {count} containers");
        out.say(RefusalKind::FixedPortWithReplicas, published.at, message);
    }
}

fn names<'s, 'c: 's>(services: impl Iterator<Item = &'s Named<'c>>, out: &mut Out) {
    let mut taken: HashMap<&str, Vec<(Named<'_>, Span)>> = HashMap::new();
    for service in services {
        let Some(name) = service.value.get("container_name") else { continue };
        let Some(text) = name.text().filter(|text| !text.is_empty()) else { continue };
        let others = taken.entry(text).or_default();
        if let Some((other, at)) = others.iter().find(|(other, _)| together(*other, *service)) {
            let message = format!("`{}` is the container name of `{}`, too", shown(text), shown(other.name));
            let label = Label { span: *at, text: "here".to_owned() };
            out.say(RefusalKind::DuplicateContainerName, name.at, message).labels.push(label);
        }
        if others.len() < MAX_ALIKE {
            others.push((*service, name.at));
        }
    }
}

/// The profiles of a service; those that are not known are `None`.
fn profiles<'c>(service: Named<'c>) -> Option<Vec<Option<&'c str>>> {
    let profiles: Vec<_> = service.value.get("profiles")?.items().map(See::text).collect();
    (!profiles.is_empty()).then_some(profiles)
}
