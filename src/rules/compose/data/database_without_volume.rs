use crate::rules::prelude::*;

rule!("database-without-volume", Workload(check));

fn check(workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some((container, database)) = workload.unkept_database() else { return };
    let is_meant = |mount: &Mount| matches!(mount.source, MountSource::Volume(_));
    if let Some(image) = container.identity.image.as_ref().filter(|_| !workload.mounts.iter().any(is_meant)) {
        out.report(image.at, format!("the data of {container} is lost with the container"))
            .help(format!("mount a volume at `{}`", database.data));
    }
}
