use crate::rules::prelude::*;

rule!("todo-comment", Dockerfile(check));

/// In pieces, so that this file is not found itself.
const MARKS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), "XXX"];

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for comment in &file.comments {
        let text = file.text.get(comment.span.range()).unwrap_or("");
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        let Some(word) = words.find(|word| MARKS.contains(word)) else { continue };
        let start = comment.span.start as usize + text.find(word).unwrap_or(0);
        let at = crate::source::Span::at(file.source, start..start + word.len());
        out.report(at, format!("this `{word}` is left to do"))
            .help("do it, or move it to where work is planned");
    }
}
