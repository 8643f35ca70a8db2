use crate::rules::prelude::*;

rule!("host-ipc", Workload(check));

fn check(workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some(at) = workload.host.ipc.switched_on() else { return };
    out.report(at, format!("{workload} shares memory with processes of the host"))
        .help(format!("remove `{}`", workload.spelling(Field::HostIpc)));
}
