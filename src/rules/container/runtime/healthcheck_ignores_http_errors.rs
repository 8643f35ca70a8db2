use crate::finding::Edit;
use crate::model::compose::{File, Service};
use crate::model::health::ignoring_http_errors;
use crate::rules::prelude::*;
use crate::syntax::shell::Script;

rule!("healthcheck-ignores-http-errors", Instruction(instruction), Service(service));

fn instruction(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.is(Keyword::Healthcheck) {
        check(step.script(), !step.instruction.is_exec(), out);
    }
}

fn service(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    if let Some(script) = service.healthcheck.as_ref().and_then(|health| health.script()) {
        check(&script, false, out);
    }
}

fn check(script: &Script<'_>, is_text: bool, out: &mut Findings<'_>) {
    for command in ignoring_http_errors(script) {
        let at = command.name_span();
        // Behind the program in text; among the words of a list it would need quotes.
        let edits = is_text.then(|| vec![Edit { span: at.after(), text: " --fail".into() }]);
        out.report(at, "`curl` succeeds when the server answers with an error").help("add `--fail`").fix(
            Safety::Unsafe,
            "let the check fail on an error",
            edits,
        );
    }
}
