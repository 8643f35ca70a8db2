use crate::rules::prelude::*;
use crate::workload::Propagation;

rule!("mount-propagation", Mount(check));

fn check(mount: &Mount, workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some(propagation) = &mount.propagation else { return };
    let is_bind = matches!(mount.source, MountSource::Host(_) | MountSource::Project(_));
    if propagation.value != Propagation::Shared || !is_bind {
        return;
    }
    out.report(propagation.span, format!("what {workload} mounts there appears on the host"))
        .help("remove it, or let mounts only come from the host: `rslave`, `HostToContainer` in Kubernetes");
}
