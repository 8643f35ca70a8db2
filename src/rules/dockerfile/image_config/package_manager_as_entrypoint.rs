use crate::rules::prelude::*;

rule!("package-manager-as-entrypoint", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for keyword in [Keyword::Entrypoint, Keyword::Cmd] {
        let Some(step) = stage.last(keyword).filter(|_| stage.is_output) else { continue };
        for command in &step.script().commands {
            let starts = matches!(command.subcommand(), "start" | "run" | "run-script");
            if starts && matches!(command.name(), "npm" | "yarn" | "pnpm") {
                let message = format!("`{}` stands between the container and its program", command.name());
                out.report(command.name_span(), message)
                    .help("start the program itself: `CMD [\"node\", \"server.js\"]`");
            }
        }
    }
}
