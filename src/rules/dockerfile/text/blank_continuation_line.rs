use crate::rules::prelude::*;
use crate::source::Span;

rule!("blank-continuation-line", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut blanks = file.blank_continuations.iter().peekable();
    while let Some(first) = blanks.next() {
        // Several empty lines in a row are one fault, on the first word below them.
        let mut end = first.end;
        let mut edits = lines::remove(file.text, *first);
        while let Some(next) = blanks.peek() {
            if !file.text.get(end as usize..next.start as usize).is_some_and(|gap| gap.trim().is_empty()) {
                break;
            }
            end = next.end;
            edits.extend(lines::remove(file.text, **next));
            blanks.next();
        }
        let rest = file.text.get(end as usize..).unwrap_or("");
        let mut word = rest.trim_start();
        // Comments in between are not what goes on.
        while let Some((_, below)) = word.split_once('\n').filter(|_| word.starts_with('#')) {
            word = below.trim_start();
        }
        let start = end as usize + rest.len() - word.len();
        let length = word.find(char::is_whitespace).unwrap_or(word.len());
        let at = if length == 0 { *first } else { Span::at(file.source, start..start + length) };
        out.report(at, "the instruction goes on after an empty line").help("remove the empty line").fix(
            Safety::Safe,
            "remove the empty line",
            Some(edits),
        );
    }
}
