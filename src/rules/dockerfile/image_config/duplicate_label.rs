use std::collections::BTreeMap;

use crate::rules::prelude::*;
use crate::source::Span;

rule!("duplicate-label", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut known: BTreeMap<&str, Span> = BTreeMap::new();
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Label)) {
        for pair in step.pairs() {
            let name = pair.name.text.trim_matches(['"', '\'']);
            if name.contains('$') {
                continue;
            }
            if let Some(first) = known.insert(name, pair.name.span) {
                out.report(pair.name.span, format!("the label `{}` is set again", shown(name)))
                    .label(first, "set here first")
                    .help("remove one of the two");
            }
        }
    }
}
