use crate::rules::prelude::*;
use crate::workload::{Port, Published};

rule!("port-not-replaced", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let is_placed = |port: &&Port| !matches!(port.via, Via::Alias(_)) && port.published != Published::Opaque;
    let mut ports: Vec<(usize, &Port)> =
        container.network.ports.iter().filter(is_placed).enumerate().collect();
    ports.sort_by_key(|(order, port)| (&port.protocol, port.container.first, *order));
    // Of the ports before: the one that reaches farthest, and the one of another layer that does.
    let mut first: Option<(usize, &Port)> = None;
    let mut second = None;
    for (order, port) in ports {
        let meets = |other: &(usize, &Port)| meets(other.1, port);
        if let Some((other_order, other)) = first.filter(meets).or(second.filter(meets)) {
            let (upper, lower) = if order > other_order { (port, other) } else { (other, port) };
            out.report(
                upper.at,
                format!("{container} also keeps port {} as published below", port.container),
            )
            .label(lower.at, "both stay open: lists of ports are appended")
            .help("write `ports: !override` to replace them");
        }
        match first {
            Some((_, far)) if far.via != port.via => {
                if far.protocol != port.protocol || far.container.last <= port.container.last {
                    (second, first) = (first, Some((order, port)));
                } else {
                    second = Some((order, port));
                }
            }
            Some((_, far)) if far.protocol == port.protocol && far.container.last > port.container.last => {}
            _ => first = Some((order, port)),
        }
    }
}

/// Whether two layers publish one port of the container on different ones of the host; `b` does not start before `a`.
fn meets(a: &Port, b: &Port) -> bool {
    let shared = b.container.first;
    a.via != b.via
        && a.protocol == b.protocol
        && a.container.contains(shared)
        && host(a, shared) != host(b, shared)
}

/// Where a port of the container is published.
fn host(port: &Port, number: u16) -> Option<(Option<&str>, u16, u16)> {
    let Published::On { address, ports: Some(ports) } = &port.published else { return None };
    let (address, offset) = (address.as_deref(), number - port.container.first);
    Some(match ports.width() == port.container.width() {
        true => (address, ports.first + offset, ports.first + offset),
        false => (address, ports.first, ports.last),
    })
}
