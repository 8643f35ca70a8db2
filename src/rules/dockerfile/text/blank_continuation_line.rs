use crate::finding::Edit;
use crate::rules::prelude::*;
use crate::source::Span;

rule!("blank-continuation-line", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let blanks = file.blank_continuations.as_slice();
    let is_next = |first: &Span, second: &Span| {
        file.text.get(first.end as usize..second.start as usize).is_some_and(|gap| gap.trim().is_empty())
    };
    let mut below: Option<(u32, Span)> = None;
    // From the last to the first, so that comments that several empty lines are above are passed over once.
    let mut groups: Vec<(Span, Vec<Edit>)> = Vec::new();
    for group in blanks.chunk_by(is_next).rev() {
        let [first, ..] = group else { continue };
        let end = group.last().map_or(first.end, |last| last.end);
        let next = below.map_or(file.text.len() as u32, |(start, _)| start);
        let at = match word(file, end, next) {
            Some(at) => at,
            // Only comments are between it and the next empty lines.
            None => below.map_or(*first, |(_, at)| at),
        };
        below = Some((first.start, at));
        // Several empty lines in a row are one fault, on the first word below them.
        groups.push((at, group.iter().flat_map(|blank| lines::remove(file.text, *blank)).collect()));
    }
    for (at, edits) in groups.into_iter().rev() {
        out.report(at, "the instruction goes on after an empty line").help("remove the empty line").fix(
            Safety::Safe,
            "remove the empty line",
            Some(edits),
        );
    }
}

/// The first word between two offsets that is not in a comment.
fn word(file: &Dockerfile<'_>, start: u32, end: u32) -> Option<Span> {
    let between = file.text.get(start as usize..end as usize)?;
    let mut rest = between.trim_start();
    while rest.starts_with('#') {
        rest = rest.split_once('\n').map_or("", |(_, below)| below.trim_start());
    }
    let start = end as usize - rest.len();
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    (length > 0).then(|| Span::at(file.source, start..start + length))
}
