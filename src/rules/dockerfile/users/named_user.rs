use crate::rules::prelude::*;

rule!("named-user", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Setting::Set { value: User::Name(name), via, .. } = &container.user else { return };
    // Root is another fault, and what a service inherits is mended in its Dockerfile.
    let is_inherited = matches!(via, Via::Image(_));
    // The accounts of Windows containers have no numbers.
    if name.starts_with("Container") {
        return;
    }
    if name == "root" || is_inherited || container.format != Format::Dockerfile || name.contains('$') {
        return;
    }
    out.report(
        container.at(&container.user),
        format!("{container} runs as `{}`, which is a name", shown(name)),
    )
    .help("write the number of the user in `USER`");
}
