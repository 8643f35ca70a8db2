use crate::rules::prelude::*;
pub static RULE: Rule = Rule::new(include_str!("../../../rules/host-network.md"), &[Check::Workload(check)]);

fn check(workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some(at) = workload.host_network.switched_on() else { return };
    out.report(at, format!("{workload} shares the network of the host"))
        .help(format!("remove `{}`", Field::HostNetwork.spelling(workload.format).unwrap_or_default()));
}
