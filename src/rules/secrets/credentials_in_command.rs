use crate::model::dockerfile::{Dockerfile, Step};
use crate::model::secrets::commands::{credential, is_no_stand_in};
use crate::model::secrets::names::{is_credential_name, is_credential_value};
use crate::rules::prelude::*;
use crate::source::Span;

rule!("credentials-in-command", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in &step.script().commands {
        for assignment in &command.assignments {
            let is_known = assignment.value.literal && is_credential_value(&assignment.value.text);
            if is_known && is_no_stand_in(&assignment.value.text) && is_credential_name(&assignment.name) {
                let name = shown(&assignment.name);
                report(assignment.value.span, format!("`{name}` is set to a credential"), out);
            }
        }
        if let Some(span) = credential(command) {
            report(span, format!("`{}` is given a credential", shown(command.name())), out);
        }
    }
}

fn report(span: Span, message: String, out: &mut Findings<'_>) {
    out.report(span, message)
        .help("mount it with `RUN --mount=type=secret` or pass it at run time, and replace it")
        .redact(span);
}
