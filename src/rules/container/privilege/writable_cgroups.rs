use crate::rules::prelude::*;

rule!("writable-cgroups", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let writable = &container.security.writable_cgroups;
    if writable.switched_on().is_some() {
        out.report(
            container.at(writable),
            format!("{container} can change its own limits and control groups"),
        )
        .help("remove the entry unless the container runs containers or systemd");
    }
}
