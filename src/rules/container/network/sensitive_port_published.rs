use crate::rules::prelude::*;
use crate::workload::Port;

rule!("sensitive-port-published", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let allowed = out.settings().public_ports.clone();
    let is_allowed = |port: &Port| allowed.iter().any(|allowed| port.container.contains(*allowed));
    let open = container.network.ports.iter().filter(|port| port.published.everywhere());
    for port in open.filter(|port| !is_allowed(port)) {
        if let Some(server) = container.sensitive_server(port) {
            out.report(port.at, format!("{container} opens {server} to every network of the host"))
                .help("publish it on `127.0.0.1:`, or not at all: services of one network reach it anyway");
        }
    }
}
