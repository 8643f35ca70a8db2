use crate::facts::paths::belongs_to_host;
use crate::rules::prelude::*;

rule!("relabelled-system-path", Mount(check));

fn check(mount: &Mount, _: &Workload<'_>, out: &mut Findings<'_>) {
    let (MountSource::Host(path), Some(at)) = (&mount.source, mount.relabelled) else { return };
    if belongs_to_host(path) {
        out.report(at, format!("all of `{}` gets a new label, which locks the host out", shown(path)))
            .help("remove the option, and mount only files that belong to the container");
    }
}
