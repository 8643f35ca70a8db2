use crate::facts::variables;
use crate::rules::prelude::*;
use crate::workload::Role;

rule!("debug-mode-enabled", Stage(check), Container(check_container));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Env)) {
        for (index, pair) in step.pairs().iter().enumerate() {
            let name = pair.name.text.as_ref();
            if step.resolved(index).known().is_some_and(|value| is_debug(name, value)) {
                out.report(
                    pair.name.span,
                    format!("`{name}` switches the debug mode on for every container"),
                )
                .help("set it where the image is used for development");
            }
        }
    }
}

/// What an image has is looked at by stage.
fn check_container(container: &Container<'_>, out: &mut Findings<'_>) {
    let variables = container.environment.variables.iter();
    for variable in variables.filter(|_| container.identity.role != Role::Image) {
        if variable.value.written().is_some_and(|(value, _)| is_debug(&variable.name, value)) {
            out.report(variable.at, format!("`{}` switches the debug mode on", shown(&variable.name)))
                .help("set it only where the container is used for development");
        }
    }
}

fn is_debug(name: &str, value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let is_on =
        variables::DEBUG_SWITCHES.contains(&name) && matches!(value.as_str(), "1" | "true" | "yes" | "on");
    let is_development =
        variables::RUN_MODES.contains(&name) && matches!(value.as_str(), "development" | "dev" | "local");
    is_on || is_development
}
