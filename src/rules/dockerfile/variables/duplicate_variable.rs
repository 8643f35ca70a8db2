use std::collections::BTreeMap;

use crate::model::dockerfile::references;
use crate::rules::prelude::*;
use crate::source::Span;

rule!("duplicate-variable", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut set: BTreeMap<&str, Span> = BTreeMap::new();
    for step in stage.steps() {
        let keyword = step.instruction.keyword;
        // What runs may look at any variable.
        if matches!(keyword, Keyword::Run | Keyword::Unknown) || step.instruction.onbuild.is_some() {
            set.clear();
            continue;
        }
        for word in step.expanded() {
            for reference in references(&word.text, file.escape).variables {
                set.remove(reference.name);
            }
        }
        if !step.is(Keyword::Env) {
            continue;
        }
        for pair in step.pairs() {
            let name = pair.name.text.as_ref();
            if let Some(first) = set.insert(name, pair.name.span) {
                out.report(pair.name.span, format!("`{}` is set again before anything used it", shown(name)))
                    .label(first, "set here first")
                    .help("remove one of the two");
            }
        }
    }
}
