use crate::facts::ports::is_public;
use crate::finding::list_of;
use crate::rules::prelude::*;
use crate::workload::{Port, Published};

rule!("published-on-all-interfaces", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let settings = out.settings();
    let is_open = |port: &&Port| match &port.published {
        Published::On { address: None, ports: Some(ports) } => {
            !is_public(|web| ports.contains(web) || port.container.contains(web))
                && !settings.allows_public(|allowed| port.container.contains(allowed))
                && container.sensitive_server(port).is_none()
        }
        _ => false,
    };
    let open: Vec<&Port> = container.network.ports.iter().filter(is_open).collect();
    let Some(first) = open.first() else { return };
    let numbers: Vec<String> = open.iter().map(|port| port.container.to_string()).collect();
    let place = Place { span: first.at, subject: Some(container.identity.subject.clone()), absent: true };
    out.report(place, format!("{container} publishes {} on all addresses of the host", list_of(&numbers)))
        .help(container.phrase(Phrase::PublishLocally));
}
