use crate::rules::prelude::*;

rule!("seccomp-unconfined", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    if !matches!(container.security.seccomp.written(), Some((Profile::Unconfined, _))) {
        return;
    }
    out.report(
        container.at(&container.security.seccomp),
        format!("{container} runs without a seccomp filter"),
    )
    .help(container.phrase(Phrase::FilterCalls));
}
