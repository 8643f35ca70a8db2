use crate::rules::prelude::*;

rule!("disabled-healthcheck", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Setting::Set { value: Healthcheck::Disabled, via, .. } = &container.health.healthcheck else {
        return;
    };
    // What an image has is mended in its Dockerfile.
    if matches!(via, Via::Image(_)) {
        return;
    }
    out.report(
        container.at(&container.health.healthcheck),
        format!("{container} switches off the health check of its image"),
    )
    .help("remove it, or write a check that fits");
}
