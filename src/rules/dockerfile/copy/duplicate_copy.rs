use crate::rules::limits::MAX_COPIES_COMPARED;
use crate::rules::prelude::*;
use crate::source::Span;

rule!("duplicate-copy", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // What each copy says, where it writes to, and where it stands.
    let mut copies: Vec<(&str, &str, Span)> = Vec::new();
    for step in stage.steps() {
        let instruction = &step.instruction;
        let is_copy = step.is(Keyword::Copy) || step.is(Keyword::Add);
        let Some((_, destination)) = step.paths().filter(|_| is_copy && instruction.heredocs.is_empty())
        else {
            // A comment, a port or a label changes no files and no variables.
            let is_harmless = matches!(
                instruction.keyword,
                Keyword::Label | Keyword::Expose | Keyword::Cmd | Keyword::Entrypoint | Keyword::Healthcheck
            );
            if !is_harmless {
                copies.clear();
            }
            continue;
        };
        let text = instruction.line.text().trim();
        let target = destination.text.as_ref();
        if let Some((_, _, first)) = copies.iter().find(|(known, _, _)| *known == text) {
            out.report(instruction.name.span, format!("{} copies the same files again", instruction.keyword))
                .label(*first, "copied here already")
                .help("remove one of the two");
            continue;
        }
        // What another copy may have overwritten is copied again for a reason.
        copies.retain(|(_, known, _)| !known.starts_with(target) && !target.starts_with(known));
        if copies.len() < MAX_COPIES_COMPARED {
            copies.push((text, target, instruction.name.span));
        }
    }
}
