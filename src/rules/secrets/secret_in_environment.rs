use crate::rules::prelude::*;
use crate::workload::{CredentialKind, VariableKind};

rule!("secret-in-environment", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for credential in container.credentials().filter(|found| found.kind == CredentialKind::Written) {
        let variable = credential.variable;
        let name = shown(&variable.name);
        let (what, help) = match variable.kind {
            VariableKind::BuildArgument => (
                "build argument",
                "mount it with `RUN --mount=type=secret` instead, and replace the credential".to_owned(),
            ),
            VariableKind::Environment => {
                let help = container.phrase(Phrase::KeepValueOutside);
                ("variable", help.replace("NAME", &name.to_string()))
            }
        };
        out.report(variable.at, format!("{what} `{name}` holds a credential"))
            .help(help)
            .redact(variable.written);
    }
}
