use crate::rules::prelude::*;

rule!("privilege-escalation-allowed", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let escalation = &container.security.privilege_escalation;
    if escalation.known() != Some(&true) {
        return;
    }
    out.report(container.at(escalation), format!("{container} may gain privileges through setuid programs"))
        .help(container.phrase(Phrase::ForbidEscalation))
        .fix(Safety::Unsafe, "forbid new privileges", container.set(Field::PrivilegeEscalation, "false"));
}
