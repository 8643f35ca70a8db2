use crate::model::secrets::names::{is_credential_name, is_credential_value};
use crate::rules::prelude::*;
use crate::workload::VariableKind;

rule!("secret-in-environment", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for variable in &container.environment.variables {
        let Some((value, _)) = variable.value.written() else { continue };
        if !is_credential_name(&variable.name) || !is_credential_value(value) {
            continue;
        }
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
