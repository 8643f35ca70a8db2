use crate::rules::prelude::*;
use crate::workload::CredentialKind;

rule!("default-credential", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let published = container.network.ports.iter().find(|port| port.published.everywhere());
    for credential in container.credentials().filter(|found| found.kind == CredentialKind::WellKnown) {
        let variable = credential.variable;
        let name = shown(&variable.name);
        let message = match published {
            None => format!("the value of `{name}` is one that everybody knows"),
            Some(_) => format!("everybody knows the value of `{name}`, and a port is published"),
        };
        let help = container.phrase(Phrase::KeepValueOutside).replace("NAME", &name.to_string());
        let finding = out.report(variable.at, message).help(help).redact(variable.written);
        if let Some(port) = published {
            finding.label(port.at, "published on every address");
        }
    }
}
