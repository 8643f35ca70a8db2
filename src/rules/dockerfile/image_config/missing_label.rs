use crate::rules::limits::{MAX_LABEL_CHAIN, MAX_LABELS_NAMED};
use std::collections::BTreeSet;

use crate::finding::list_of;
use crate::rules::prelude::*;

rule!("missing-label", Stage(check));

fn check(stage: &Stage<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let required = &out.settings().labels.required;
    if required.is_empty() || !stage.is_output {
        return;
    }
    let mut known = BTreeSet::new();
    for (depth, stage) in dockerfile.chain(stage).enumerate() {
        for step in stage.steps().iter().filter(|step| step.instruction.keyword == Keyword::Label) {
            // What a name with a variable stands for, or a line that cannot be read, may be the label.
            let is_open =
                step.instruction.broken || step.pairs().iter().any(|pair| pair.name.text.contains('$'));
            if is_open || depth >= MAX_LABEL_CHAIN {
                return;
            }
            known.extend(step.pairs().iter().map(|pair| pair.unquoted_name()));
        }
    }
    let missing: Vec<&str> =
        required.iter().map(|(name, _)| name.as_str()).filter(|name| !known.contains(name)).collect();
    let Some(at) = stage.anchor().filter(|_| !missing.is_empty()) else { return };
    let mut names: Vec<String> =
        missing.iter().take(MAX_LABELS_NAMED).map(|name| format!("`{}`", shown(name))).collect();
    if missing.len() > MAX_LABELS_NAMED {
        names.push(format!("{} more", missing.len() - MAX_LABELS_NAMED));
    }
    let message = match names.as_slice() {
        [only] => format!("the image has no label {only}"),
        _ => format!("the image lacks the labels {}", list_of(&names)),
    };
    out.report(Place { absent: true, ..at.into() }, message)
        .help("set it with LABEL, or in a stage that this one is built from");
}
