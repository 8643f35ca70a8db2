use crate::rules::prelude::*;

rule!("data-path-of-other-version", Workload(check));

fn check(workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some((container, database, mount)) = workload.abandoned_data() else { return };
    let path = mount.target.as_deref().unwrap_or_default();
    out.report(mount.at, format!("{container} does not start with a volume at `{path}`"))
        .help(format!("mount it at `{}`, and move the data of older versions", database.data));
}
