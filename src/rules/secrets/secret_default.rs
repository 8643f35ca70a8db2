use crate::rules::prelude::*;
use crate::workload::CredentialKind;

rule!("secret-default", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for credential in container.credentials().filter(|found| found.kind == CredentialKind::Fallback) {
        let variable = credential.variable;
        let name = shown(&variable.name);
        out.report(variable.at, format!("`{name}` falls back to a credential in the file"))
            .help("write `${NAME:?}`, so that nothing starts without one")
            .redact(variable.written);
    }
}
