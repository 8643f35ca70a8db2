use crate::rules::prelude::*;

rule!("host-network", Workload(check));

fn check(workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some(at) = workload.host.network.switched_on() else { return };
    out.report(at, format!("{workload} shares the network of the host"))
        .help(format!("remove `{}`", workload.spelling(Field::HostNetwork)));
}
