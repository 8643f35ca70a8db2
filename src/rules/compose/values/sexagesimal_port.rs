use crate::model::compose::{File, Service};
use crate::rules::prelude::*;

rule!("sexagesimal-port", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    for port in &service.ports {
        if port.node.value().is_some_and(|value| value.is_sexagesimal()) {
            out.report(port.at, "readers of YAML 1.1 take this for a number in base 60")
                .help("put it into quotes");
        }
    }
}
