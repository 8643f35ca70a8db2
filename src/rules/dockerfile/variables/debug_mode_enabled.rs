use crate::rules::prelude::*;

rule!("debug-mode-enabled", Stage(check));

/// Variables that switch debugging on.
const SWITCHES: &[&str] = &["APP_DEBUG", "DJANGO_DEBUG", "FLASK_DEBUG", "WP_DEBUG", "SYMFONY_DEBUG"];
/// Variables that name what the program runs for.
const MODES: &[&str] = &[
    "APP_ENV",
    "ASPNETCORE_ENVIRONMENT",
    "DOTNET_ENVIRONMENT",
    "FLASK_ENV",
    "NODE_ENV",
    "RACK_ENV",
    "RAILS_ENV",
];

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Env)) {
        for (index, pair) in step.pairs().iter().enumerate() {
            let Some(value) = step.resolved(index).known().map(str::to_ascii_lowercase) else { continue };
            let name = pair.name.text.as_ref();
            let is_on = SWITCHES.contains(&name) && matches!(value.as_str(), "1" | "true" | "yes" | "on");
            let is_development =
                MODES.contains(&name) && matches!(value.as_str(), "development" | "dev" | "local");
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
