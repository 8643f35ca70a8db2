use crate::rules::prelude::*;

rule!("host-root-mount", Mount(check));

fn check(mount: &Mount, workload: &Workload<'_>, out: &mut Findings<'_>) {
    if mount.source != MountSource::Host("/".to_owned()) {
        return;
    }
    let what = if mount.read_only { "can read" } else { "can change" };
    out.report(mount.at, format!("{workload} {what} every file of the host"))
        .help("mount the folders that it needs, with `:ro` where it only reads");
}
