use crate::rules::prelude::*;

rule!("host-cgroup-namespace", Workload(check));

fn check(workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some(at) = workload.host.cgroup.switched_on() else { return };
    out.report(at, format!("{workload} sees the control groups of the host"))
        .help(format!("remove `{}`", workload.spelling(Field::HostCgroup)));
}
