use crate::rules::prelude::*;

rule!("selinux-disabled", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let confined = &container.security.selinux;
    if matches!(confined.written(), Some((false, _))) {
        out.report(container.at(confined), format!("{container} is not kept from the host by SELinux"))
            .help("remove the entry, and give mounts a label with `:z` or `:Z`");
    }
}
