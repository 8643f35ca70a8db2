//! Traps in the ports of a pod, which all its containers share. Knows no Services.

use std::collections::BTreeMap;

use super::{PodContainer, Trap, TrapKind};
use crate::model::kube::read::{items, known};
use crate::source::{Span, shown};
use crate::syntax::yaml::Value;

/// A port of a container.
#[derive(Clone, Copy)]
struct Port<'t> {
    node: Value<'t>,
    number: i64,
    protocol: &'t str,
    at: Span,
    /// Which container of the pod it is of, and whether that one runs beside the others.
    container: usize,
    runs: bool,
}

impl<'t> Port<'t> {
    fn read(node: Value<'t>, container: usize, runs: bool) -> Option<Port<'t>> {
        let number = node.get("containerPort")?;
        let protocol = match node.get("protocol").filter(|protocol| !protocol.is_null()) {
            Some(protocol) => known(Some(protocol))?,
            None => "TCP",
        };
        Some(Port { node, number: number.as_int_kube()?, protocol, at: number.token(), container, runs })
    }

    /// The port and address of the node, if it takes one.
    fn host(&self) -> Option<(&'t str, &'t str)> {
        let port = self.node.get("hostPort").and_then(Value::text).filter(|port| *port != "0")?;
        Some((port, self.node.get("hostIP").and_then(Value::text).unwrap_or("")))
    }
}

/// The traps of a pod's ports.
pub(super) fn traps(containers: &[PodContainer<'_>], out: &mut Vec<Trap>) {
    let mut numbers: BTreeMap<(i64, &str), Port<'_>> = BTreeMap::new();
    let mut names: BTreeMap<(&str, &str), Port<'_>> = BTreeMap::new();
    for (index, container) in containers.iter().enumerate() {
        let restarts = container.node.get("restartPolicy").and_then(Value::text) == Some("Always");
        let runs = container.list == "containers" || (container.list == "initContainers" && restarts);
        for port in items(container.node, "ports").filter_map(|node| Port::read(node, index, runs)) {
            address(&port, out);
            let key = (port.number, port.protocol);
            out.extend(numbers.get(&key).and_then(|first| repeated(first, &port)));
            // One that runs beside others counts before one that has ended by then.
            if numbers.get(&key).is_none_or(|first| !first.runs && port.runs) {
                numbers.insert(key, port);
            }
            let Some(name) = known(port.node.get("name")).filter(|name| !name.is_empty()) else { continue };
            match names.get(&(name, port.protocol)) {
                Some(first) if first.container != index && first.number != port.number => {
                    let at = port.node.get("name").map_or(port.at, Value::token);
                    let message = format!(
                        "another container has a port `{}`, which a Service finds first",
                        shown(name)
                    );
                    let trap =
                        Trap::new(TrapKind::DuplicatePortName, at, message, "give the ports different names");
                    out.push(trap.label(first.at, "that port"));
                }
                Some(_) => {}
                None => {
                    names.insert((name, port.protocol), port);
                }
            }
        }
    }
}

/// What is wrong with a port that is there already.
fn repeated(first: &Port<'_>, port: &Port<'_>) -> Option<Trap> {
    let number = format!("{}/{}", port.number, shown(port.protocol));
    let is_other_way = first.host().is_some() && port.host().is_some() && first.host() != port.host();
    if first.container != port.container && first.runs && port.runs {
        let message =
            format!("another container of the pod has port {number}, and only one can listen on it");
        let help = "give one of them another port: the containers of a pod share one network";
        return Some(
            Trap::new(TrapKind::ConflictingPorts, port.at, message, help).label(first.at, "the other one"),
        );
    }
    // Two ways to one port, by other ports of the node.
    if is_other_way {
        return None;
    }
    let message = format!("port {number} is listed before");
    let trap = Trap::new(TrapKind::DuplicatePort, port.at, message, "list it once, where it is served");
    Some(trap.label(first.at, "listed here first"))
}

/// An address of the node without a port of the node.
fn address(port: &Port<'_>, out: &mut Vec<Trap>) {
    let host =
        port.node.pair("hostIP").filter(|host| known(Some(host.value)).is_some_and(|ip| !ip.is_empty()));
    let has_port = port.node.get("hostPort").is_some_and(|port| !port.is_null() && port.text() != Some("0"));
    if let Some(host) = host.filter(|_| !has_port) {
        let message = "does nothing without `hostPort`";
        out.push(Trap::new(
            TrapKind::IgnoredSetting,
            host.key.token(),
            message,
            "add `hostPort`, or remove it",
        ));
    }
}
