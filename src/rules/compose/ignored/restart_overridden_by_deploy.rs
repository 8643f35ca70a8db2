use crate::model::compose::{File, Service};
use crate::rules::prelude::*;
use crate::workload::Restart;

rule!("restart-overridden-by-deploy", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    let (Some(policy), Some(deploy)) = (service.restart.as_ref(), service.deploy_restart.as_ref()) else {
        return;
    };
    let own = policy.known().and_then(Restart::of_service);
    let (Some(own), Some(counts)) = (own, deploy.known().and_then(Restart::of_deploy)) else { return };
    if own != counts {
        out.report(policy.span, format!("`deploy.restart_policy` overrules this: it restarts {counts}"))
            .label(deploy.span, "this counts")
            .help("write only one of the two");
    }
}
