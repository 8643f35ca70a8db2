use crate::rules::prelude::*;

rule!("empty-label", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Label {
        return;
    }
    for pair in step.pairs() {
        if pair.value.text.trim_matches(['"', '\'']).trim().is_empty() {
            out.report(pair.name.span, format!("the label `{}` has no value", shown(&pair.name.text)))
                .help("give it a value, or remove it");
        }
    }
}
