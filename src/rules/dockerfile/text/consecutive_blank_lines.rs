use crate::finding::Edit;
use crate::model::dockerfile::text_lines;
use crate::rules::prelude::*;
use crate::source::Span;

rule!("consecutive-blank-lines", Dockerfile(check));

/// How many blank lines may stand in a row.
const MOST: usize = 2;

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // Inside of an instruction they are another fault.
    let is_inside = |start: usize| {
        file.blank_continuations.binary_search_by_key(&start, |span| span.start as usize).is_ok()
    };
    let (mut count, mut surplus) = (0, 0);
    for line in text_lines(file) {
        if line.is_blank() && !line.in_heredoc && !is_inside(line.start) {
            count += 1;
            if count == MOST + 1 {
                surplus = line.start;
            }
            continue;
        }
        if count > MOST {
            let first = line.text.len() - line.text.trim_start().len();
            let length = line.text.trim().find([' ', '\t']).unwrap_or(line.text.trim().len());
            let edit = Edit { span: Span::at(file.source, surplus..line.start), text: String::new() };
            out.report(
                line.span(file, first..first + length),
                format!("{count} blank lines stand above this one"),
            )
            .help("leave one or two")
            .fix(Safety::Safe, "remove the surplus lines", Some(vec![edit]));
        }
        count = 0;
    }
}
