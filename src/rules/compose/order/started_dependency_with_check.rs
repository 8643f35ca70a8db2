use crate::rules::prelude::*;
use crate::workload::Until;

rule!("started-dependency-with-check", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for wait in container.operation.waits.iter().filter(|wait| wait.until == Until::Unsaid) {
        if wait.checked == Some(true) {
            let name = shown(&wait.name);
            out.report(wait.at, format!("does not wait until service {name} is healthy"))
                .help("write `condition: service_healthy` below its name");
        }
    }
}
