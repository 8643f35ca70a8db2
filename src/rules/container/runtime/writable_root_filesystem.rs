use crate::rules::prelude::*;

rule!("writable-root-filesystem", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    if container.storage.read_only.known() != Some(&false) {
        return;
    }
    out.report(
        container.at(&container.storage.read_only),
        format!("{container} has a writable root filesystem"),
    )
    .help(format!("set `{}` to `true`; mount what it has to write", container.spelling(Field::ReadOnly)))
    .fix(Safety::Unsafe, "make the root filesystem read-only", container.set(Field::ReadOnly, "true"));
}
