use crate::rules::prelude::*;
use crate::workload::Until;

rule!("healthy-dependency-without-check", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for wait in container.operation.waits.iter().filter(|wait| wait.until == Until::Healthy) {
        if wait.checked == Some(false) {
            out.report(wait.at, format!("service {} has no health check to wait for", shown(&wait.name)))
                .help("give it a `healthcheck`, or wait for `service_started`");
        }
    }
}
