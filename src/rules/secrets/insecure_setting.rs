use crate::rules::prelude::*;
use crate::workload::Role;

rule!("insecure-setting", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    // What an image has is not yet what a container runs with.
    if container.identity.role == Role::Image {
        return;
    }
    for (setting, at) in container.insecure_settings() {
        out.report(at, format!("`{}` {}", setting.name, setting.says))
            .help("remove it, and give the program a login of its own");
    }
}
