use crate::rules::prelude::*;
use crate::source::Span;

rule!("misplaced-stage-description", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for step in file.steps() {
        let stage = step.stage.and_then(|index| file.stages().get(index));
        let (what, name) = match step.instruction.keyword {
            Keyword::From => ("stage", stage.and_then(|stage| stage.name.as_ref())),
            Keyword::Arg => ("argument", step.variables().first().map(|argument| &argument.name)),
            _ => continue,
        };
        let Some(name) = name.filter(|_| step.instruction.onbuild.is_none()) else { continue };
        let block = above(file, step.instruction.span);
        let text =
            |span: &Span| file.text.get(span.range()).unwrap_or("").trim_start_matches('#').trim().to_owned();
        // Comments for tools are no descriptions.
        if block.is_empty() || block.iter().take(1).any(|span| is_for_tools(&text(span))) {
            continue;
        }
        let describes = |span: &Span| {
            let text = text(span);
            let rest = text.get(..name.text.len()).filter(|start| start.eq_ignore_ascii_case(&name.text));
            rest.is_some()
                && text.get(name.text.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        if let Some(last) = block.first().filter(|last| !describes(last)) {
            let message = format!("the comment above the {what} does not start with `{}`", shown(&name.text));
            out.report(*last, message).help("start it with the name, or put an empty line below it");
        }
    }
}

/// The comments on the lines right above an instruction, the nearest first.
fn above(file: &Dockerfile<'_>, instruction: Span) -> Vec<Span> {
    let end = file.comments.partition_point(|comment| comment.span.start < instruction.start);
    let mut next = instruction.start;
    let mut block = Vec::new();
    for comment in file.comments.get(..end).unwrap_or(&[]).iter().rev() {
        let between = file.text.get(comment.span.end as usize..next as usize).unwrap_or("x");
        let is_next = between.matches('\n').count() == 1 && between.trim().is_empty();
        if comment.inside.is_some() || !is_next {
            break;
        }
        block.push(comment.span);
        next = comment.span.start;
    }
    block
}

fn is_for_tools(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.is_empty()
        || text.contains('=')
        || ["hadolint", "plimsoll", "checkov", "trivy", "kics", "tally", "renovate"]
            .iter()
            .any(|tool| text.starts_with(tool))
}
