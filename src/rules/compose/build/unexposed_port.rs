use crate::rules::prelude::*;
use crate::workload::Published;

rule!("unexposed-port", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Some(exposed) = &container.network.exposed else { return };
    for port in container.network.ports.iter().filter(|port| matches!(port.published, Published::On { .. })) {
        let first = port.container.first;
        if !exposed.iter().any(|range| range.contains(first)) {
            out.report(port.at, format!("the Dockerfile of {container} does not expose port {first}"))
                .help("publish the port that it exposes, or add it to `EXPOSE`");
        }
    }
}
