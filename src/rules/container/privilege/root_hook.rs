use crate::rules::prelude::*;

rule!("root-hook", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for hook in &container.operation.hooks {
        let Some((user, at)) = hook.user.written() else { continue };
        if user.is_root() {
            out.report(at, format!("the `{}` command of {container} runs as root", hook.event))
                .help("remove `user`, and let the image give the files the right owner");
        }
    }
}
