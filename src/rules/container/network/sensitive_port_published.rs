use crate::rules::prelude::*;

rule!("sensitive-port-published", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for port in container.network.ports.iter().filter(|port| port.published.everywhere()) {
        let is_allowed = out.settings().allows_public(|allowed| port.container.contains(allowed));
        let Some(server) = container.sensitive_server(port).filter(|_| !is_allowed) else { continue };
        out.report(port.at, format!("{container} opens {server} to every network of the host"))
            .help("publish it on `127.0.0.1:`, or not at all: services of one network reach it anyway");
    }
}
