use crate::rules::prelude::*;

rule!("missing-user", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    if !container.security.user.is_default() {
        return;
    }
    let fact = container.phrase(Phrase::UserIsMissing);
    out.report(container.at(&container.security.user), format!("{container} {fact}"))
        .help(container.phrase(Phrase::NameUser));
}
