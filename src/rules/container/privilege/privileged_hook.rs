use crate::rules::prelude::*;

rule!("privileged-hook", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for hook in &container.operation.hooks {
        if let Some(at) = hook.privileged.switched_on() {
            out.report(at, format!("the `{}` command of {container} has every capability", hook.event))
                .help("remove `privileged`");
        }
    }
}
