use crate::rules::prelude::*;
use crate::workload::{Restart, Until};

rule!("restart-of-finished-dependency", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for wait in container.operation.waits.iter().filter(|wait| wait.until == Until::Completed) {
        if let Some((Restart::Always, at)) = wait.restart.written() {
            out.report(at, format!("service {} is started again each time it ends", shown(&wait.name)))
                .label(wait.at, "its end is waited for here")
                .help("write `on-failure`, or remove it");
        }
    }
}
