use crate::facts::variables;
use crate::rules::prelude::*;

rule!("debug-mode-enabled", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Env)) {
        for (index, pair) in step.pairs().iter().enumerate() {
            let Some(value) = step.resolved(index).known().map(str::to_ascii_lowercase) else { continue };
            let name = pair.name.text.as_ref();
            let is_on = variables::DEBUG_SWITCHES.contains(&name)
                && matches!(value.as_str(), "1" | "true" | "yes" | "on");
            let is_development = variables::RUN_MODES.contains(&name)
                && matches!(value.as_str(), "development" | "dev" | "local");
            if is_on || is_development {
                out.report(
                    pair.name.span,
                    format!("`{name}` switches the debug mode on for every container"),
                )
                .help("set it where the image is used for development");
            }
        }
    }
}
