use crate::rules::prelude::*;

rule!("missing-user", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    if !container.user.is_default() {
        return;
    }
    let (fact, help) = match container.format {
        Format::Dockerfile => {
            ("has no `USER`, so it runs as root", "end the stage with `USER` and a user that is not root")
        }
        Format::Compose => (
            "has no `user`, nor has the image that it builds",
            "set `USER` in the Dockerfile, or `user` here",
        ),
        Format::Kubernetes => ("may run as root", "set `securityContext.runAsNonRoot` to `true`"),
    };
    out.report(container.at(&container.user), format!("{container} {fact}")).help(help);
}
