use crate::rules::prelude::*;

rule!("unmasked-system-paths", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let masked = &container.security.masked_paths;
    if matches!(masked.written(), Some((false, _))) {
        out.report(
            container.at(masked),
            format!("{container} can write to the kernel's settings in `/proc`"),
        )
        .help("remove the entry");
    }
}
