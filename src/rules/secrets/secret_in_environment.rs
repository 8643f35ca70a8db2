use super::names::{is_credential_name, is_credential_value};
use crate::rules::prelude::*;
use crate::workload::VariableKind;

rule!("secret-in-environment", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for variable in &container.environment {
        let Some((value, at)) = variable.value.written() else { continue };
        if !is_credential_name(&variable.name) || !is_credential_value(value) {
            continue;
        }
        let name = shown(&variable.name);
        let (what, help) = match (container.format, variable.kind) {
            (_, VariableKind::BuildArgument) => (
                "build argument",
                "mount it with `RUN --mount=type=secret` instead, and replace the credential".into(),
            ),
            (Format::Dockerfile, _) => {
                ("variable", "pass it when the container starts, and replace the credential".to_owned())
            }
            (Format::Compose, _) => (
                "variable",
                format!("use `secrets` and `{name}_FILE`, or `${{{name}}}` from outside the file"),
            ),
            (Format::Kubernetes, _) => ("variable", "use `valueFrom.secretKeyRef`".to_owned()),
        };
        out.report(variable.at, format!("{what} `{name}` holds a credential")).help(help).redact(at);
    }
}
