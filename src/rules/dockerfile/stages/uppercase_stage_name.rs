use std::collections::BTreeMap;

use crate::finding::Edit;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::Arguments;

rule!("uppercase-stage-name", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let is_upper = |name: &str| name.contains(|c: char| c.is_ascii_uppercase());
    let mut references = None;
    for stage in file.stages() {
        let Some(name) = stage.name.as_ref().filter(|name| is_upper(&name.text)) else { continue };
        let references = references.get_or_insert_with(|| references_by_name(file));
        let lower = name.text.to_ascii_lowercase();
        // A name that stands twice is another fault; its references belong to one of the two.
        let further = references.remove(name.text.as_ref()).unwrap_or_default();
        let places = std::iter::once(name.span).chain(further);
        let edits = places.map(|span| Edit { span, text: lower.clone() }).collect();
        let message = format!("the stage name `{}` is not in lower case", shown(&name.text));
        out.report(name.span, message).help(format!("write it as `{}`", shown(&lower))).fix(
            Safety::Safe,
            "write the name in lower case",
            Some(edits),
        );
    }
}

/// Where the file refers to each name, by its spelling.
fn references_by_name(file: &Dockerfile<'_>) -> BTreeMap<String, Vec<Span>> {
    let mut out: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for step in file.stages().iter().flat_map(Stage::steps) {
        if let Arguments::From { image, .. } = &step.instruction.arguments {
            out.entry(image.text.to_string()).or_default().push(image.span);
        }
        for source in step.sources() {
            out.entry(source.name).or_default().push(source.span);
        }
    }
    out
}
