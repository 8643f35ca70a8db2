use crate::rules::prelude::*;

rule!("seccomp-unconfined", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    if !matches!(container.seccomp.written(), Some((Seccomp::Unconfined, _))) {
        return;
    }
    let help = match container.format {
        Format::Kubernetes => "set `seccompProfile.type` to `RuntimeDefault`",
        _ => "remove the entry, or name a profile that allows what is needed",
    };
    out.report(container.at(&container.seccomp), format!("{container} runs without a seccomp filter"))
        .help(help);
}
