use crate::rules::prelude::*;

rule!("host-user-namespace", Workload(check));

fn check(workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some(at) = workload.host.user.switched_on() else { return };
    out.report(at, format!("{workload} keeps the users of the host, also where others have their own"))
        .help(format!("remove `{}`", workload.spelling(Field::HostUsers)));
}
