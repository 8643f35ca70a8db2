use crate::rules::prelude::*;
use crate::workload::Role;

rule!("named-user", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Setting::Set { value: User::Name { name, .. }, .. } = &container.security.user else { return };
    // What runs an image gets its user from the Dockerfile, which has the finding.
    if container.identity.role != Role::Image {
        return;
    }
    // Root is another fault, and the accounts of Windows containers have no numbers.
    if name == "root" || name.starts_with("Container") || name.contains('$') {
        return;
    }
    out.report(
        container.at(&container.security.user),
        format!("{container} runs as `{}`, which is a name", shown(name)),
    )
    .help("write the number of the user in `USER`");
}
