use crate::rules::prelude::*;

rule!("root-user", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Some((user, at)) = container.user.written() else { return };
    if !user.is_root() {
        return;
    }
    // A service that inherits root from the Dockerfile it builds: the Dockerfile is where it is mended.
    if matches!(container.user, Setting::Set { via: Via::Image(_), .. }) {
        return;
    }
    let message = match user {
        User::RootAllowed => format!("{container} is allowed to run as root"),
        _ => format!("{container} runs as root"),
    };
    let help = match container.format {
        Format::Kubernetes => "set `runAsNonRoot: true` and a `runAsUser` above 0".to_owned(),
        _ => format!("set `{}` to a user that is not root", container.spelling(Field::User)),
    };
    out.report(Place { span: at, ..container.at(&container.user) }, message).help(help);
}
