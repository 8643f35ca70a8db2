use crate::facts::buildkit;
use crate::rules::prelude::*;

rule!("ineffective-healthcheck-option", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Healthcheck) {
        return;
    }
    for (name, default) in buildkit::HEALTHCHECK_DEFAULTS {
        let Some(flag) = step.instruction.flag(name) else { continue };
        let value = flag.value.as_ref().map_or("", |value| value.text.as_ref());
        let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if !number.is_empty() && number.trim_matches('0').is_empty() {
            out.report(flag.span, format!("a zero stands for the default here, which is {default}"))
                .help("write the value that is meant, or leave the option out");
        }
    }
}
