use crate::rules::prelude::*;

rule!("privilege-escalation-allowed", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    if container.privilege_escalation.known() != Some(&true) {
        return;
    }
    let (wanted, help) = match container.format {
        Format::Kubernetes => ("false", "set `securityContext.allowPrivilegeEscalation` to `false`"),
        _ => ("no-new-privileges:true", "add `no-new-privileges:true` to `security_opt`"),
    };
    out.report(
        container.at(&container.privilege_escalation),
        format!("{container} may gain privileges through setuid programs"),
    )
    .help(help)
    .fix(Safety::Unsafe, "forbid new privileges", container.set(Field::PrivilegeEscalation, wanted));
}
