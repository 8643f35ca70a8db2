use crate::rules::prelude::*;

rule!("missing-healthcheck", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    if !matches!(container.health.healthcheck, Setting::Default(Healthcheck::Absent)) {
        return;
    }
    out.report(container.at(&container.health.healthcheck), format!("{container} has no health check")).help(
        format!("add `{}` with a command that asks the service", container.spelling(Field::Healthcheck)),
    );
}
