use crate::rules::prelude::*;

rule!("privileged-container", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    if container.security.privileged.switched_on().is_none() {
        return;
    }
    out.report(
        container.at(&container.security.privileged),
        format!("{container} runs with all rights of the host's root"),
    )
    .help(format!(
        "remove `{}` and give it the capabilities or devices that it needs",
        container.spelling(Field::Privileged)
    ));
}
