use crate::rules::prelude::*;
use crate::syntax::shell::Connector;

rule!("background-process", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for keyword in [Keyword::Entrypoint, Keyword::Cmd] {
        let Some(step) = stage.last(keyword).filter(|_| stage.is_output) else { continue };
        let commands = &step.script().commands;
        let pairs = commands.iter().zip(commands.iter().skip(1));
        if let Some((behind, _)) = pairs.into_iter().find(|(_, next)| next.connector == Connector::Background)
        {
            let name = shown(behind.name()).to_string();
            out.report(behind.name_span(), format!("nothing notices when `{name}` in the background ends"))
                .help("give each program a container of its own, or start both from a supervisor");
        }
    }
}
