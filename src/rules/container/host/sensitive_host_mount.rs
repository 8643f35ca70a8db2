use crate::facts::paths::{When, of_host};
use crate::rules::prelude::*;

rule!("sensitive-host-mount", Mount(check));

fn check(mount: &Mount, workload: &Workload<'_>, out: &mut Findings<'_>) {
    let MountSource::Host(path) = &mount.source else { return };
    let Some((when, what)) = of_host(path) else { return };
    if when == When::Written && mount.read_only {
        return;
    }
    let (verb, help) = match when {
        When::Written => ("can change", "mount it read-only, or only what it needs of it"),
        When::Always if mount.read_only => ("can read", "mount only what it needs of it"),
        When::Always => ("can read and change", "mount only what it needs of it, read-only"),
    };
    out.report(mount.at, format!("{workload} {verb} {what}")).help(help);
}
