use crate::facts::paths::OF_CONTAINER;
use crate::rules::prelude::*;

rule!("mount-over-system-file", Mount(check));

fn check(mount: &Mount, workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some(target) = mount.target.as_deref() else { return };
    let is_same = match &mount.source {
        // A container that works on its host sees it where it is.
        MountSource::Host(path) => path == target || path == "/",
        MountSource::Project(_) => false,
        _ => return,
    };
    if !is_same && OF_CONTAINER.contains(&target) {
        out.report(
            mount.at,
            format!("the mount of {workload} hides `{}` of its image or runtime", shown(target)),
        )
        .help("mount single files below it, or another folder");
    }
}
