use crate::model::compose::{File, Service};
use crate::model::health::passes_always;
use crate::rules::prelude::*;
use crate::syntax::shell::Script;

rule!("healthcheck-cannot-fail", Instruction(instruction), Service(service));

fn instruction(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.is(Keyword::Healthcheck) {
        check(step.script(), out);
    }
}

fn service(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    if let Some(script) = service.healthcheck.as_ref().and_then(|health| health.script()) {
        check(&script, out);
    }
}

fn check(script: &Script<'_>, out: &mut Findings<'_>) {
    if let Some(command) = passes_always(script) {
        out.report(
            command.name_span(),
            format!("the health check passes always: `{}`", shown(command.name())),
        )
        .help("ask the service, and let the check fail when it does not answer");
    }
}
