use crate::rules::prelude::*;
use crate::source::Span;

rule!("comment-after-continuation", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut steps = file.steps().peekable();
    while let Some(step) = steps.next() {
        // The next line is no instruction: the one above was meant to go on.
        let next = steps.peek().filter(|next| next.instruction.keyword == Keyword::Unknown);
        if next.is_none()
            || step.instruction.keyword == Keyword::Unknown
            || !step.instruction.heredocs.is_empty()
        {
            continue;
        }
        let text = file.text.get(step.instruction.span.range()).unwrap_or("");
        let line_start = text.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(line_start..).unwrap_or("");
        let Some(at) = comment(line, file.escape) else { continue };
        let start = step.instruction.span.start as usize + line_start + at;
        let length = line.len() - at - (line.len() - line.trim_end().len());
        let span = Span::at(file.source, start..start + length);
        out.report(span, "a comment behind the continuation ends the instruction")
            .help("put the comment on a line of its own");
    }
}

/// Where a comment behind an escape character starts: `\ # why`.
fn comment(line: &str, escape: char) -> Option<usize> {
    let at = line.rfind(" #").map(|at| at + 1).or_else(|| line.rfind("\t#").map(|at| at + 1))?;
    let before = line.get(..at)?.trim_end();
    before.strip_suffix(escape).filter(|rest| rest.ends_with([' ', '\t'])).map(|_| at)
}
