use crate::rules::prelude::*;
use crate::workload::Published;

rule!("container-port-only", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for port in &container.network.ports {
        let is_random = matches!(port.published, Published::On { address: None, ports: None });
        if is_random && container.sensitive_server(port).is_none() {
            out.report(
                port.at,
                format!("port {} is published on a port of the host chosen anew", port.container),
            )
            .help("use `expose` when only other services reach it, else write `HOST:CONTAINER`");
        }
    }
}
