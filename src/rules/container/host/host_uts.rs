use crate::rules::prelude::*;

rule!("host-uts", Workload(check));

fn check(workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some(at) = workload.host.uts.switched_on() else { return };
    out.report(at, format!("{workload} shares the host's name, and may change it with `SYS_ADMIN`"))
        .help(format!("remove `{}`", workload.spelling(Field::HostUts)));
}
