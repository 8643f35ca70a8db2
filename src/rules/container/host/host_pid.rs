use crate::rules::prelude::*;

rule!("host-pid", Workload(check));

fn check(workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some(at) = workload.host.pid.switched_on() else { return };
    out.report(at, format!("{workload} sees all processes of the host"))
        .help(format!("remove `{}`", workload.spelling(Field::HostPid)));
}
