use std::collections::BTreeSet;

use crate::rules::prelude::*;
use crate::source::SourceId;
use crate::workload::{Port, Published};

rule!("port-not-replaced", Container(check));

/// The file that a port comes from, or the step.
type Layer = (Option<SourceId>, Option<Via>);
/// A port with the number of those that are written before it.
type Placed<'p> = (usize, Layer, &'p Port);

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let ports = || container.network.ports.iter().filter(|port| port.published != Published::Opaque);
    let is_aliased = |port: &&Port| matches!(port.via, Via::Alias(_));
    // An alias hides the step that it is in, but not the file.
    let aliased: BTreeSet<SourceId> = ports().filter(is_aliased).map(|port| port.at.source).collect();
    let layer = |port: &Port| -> Layer {
        match aliased.get(&port.at.source) {
            Some(file) => (Some(*file), None),
            None => (None, Some(port.via)),
        }
    };
    let mut placed: Vec<Placed<'_>> =
        ports().enumerate().map(|(order, port)| (order, layer(port), port)).collect();
    placed.sort_by_key(|(order, _, port)| (&port.protocol, port.container.first, *order));
    // Of the ports before: the one that reaches farthest, and the one of another layer that does.
    let mut first: Option<Placed<'_>> = None;
    let mut second = None;
    for new in placed {
        let (order, layer, port) = new;
        let meets = |other: &Placed<'_>| other.1 != layer && meets(other.2, port);
        if let Some((other_order, _, other)) = first.filter(meets).or(second.filter(meets)) {
            let (upper, lower) = if order > other_order { (port, other) } else { (other, port) };
            out.report(
                upper.at,
                format!("{container} also keeps port {} as published below", port.container),
            )
            .label(lower.at, "both stay open: lists of ports are appended")
            .help("write `ports: !override` to replace them");
        }
        match first {
            Some((_, of, far)) if of != layer => {
                if far.protocol != port.protocol || far.container.last <= port.container.last {
                    (second, first) = (first, Some(new));
                } else {
                    second = Some(new);
                }
            }
            Some((_, _, far))
                if far.protocol == port.protocol && far.container.last > port.container.last => {}
            _ => first = Some(new),
        }
    }
}

/// Whether one port of the container is published on different ones of the host; `b` does not start before `a`.
fn meets(a: &Port, b: &Port) -> bool {
    let shared = b.container.first;
    a.protocol == b.protocol && a.container.contains(shared) && host(a, shared) != host(b, shared)
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
