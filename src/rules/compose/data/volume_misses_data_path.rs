use crate::facts::images::BESIDE_DATA;
use crate::rules::prelude::*;

rule!("volume-misses-data-path", Workload(check));

fn check(workload: &Workload<'_>, out: &mut Findings<'_>) {
    let Some((container, database)) = workload.unkept_database() else { return };
    let is_other = |mount: &Mount| {
        let target = mount.target.as_deref().unwrap_or_default();
        !matches!(mount.source, MountSource::Volume(_))
            || BESIDE_DATA.iter().any(|word| target.contains(word))
    };
    if let Some(mount) = workload.mounts.iter().find(|mount| !is_other(mount)) {
        out.report(mount.at, format!("{container} keeps no data in this volume"))
            .help(format!("mount it at `{}`", database.data));
    }
}
