use crate::finding::Edit;
use crate::model::dockerfile::text_lines;
use crate::rules::prelude::*;
use crate::source::Span;

rule!("missing-final-newline", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(last) = text_lines(file).last().filter(|line| line.ending.is_empty() && !line.is_blank()) else {
        return;
    };
    let content = last.text.trim_end();
    let start = content.rfind([' ', '\t']).map_or(0, |at| at + 1);
    let ending = if file.text.contains("\r\n") { "\r\n" } else { "\n" };
    let end = Span::at(file.source, file.text.len()..file.text.len());
    out.report(last.span(file, start..content.len()), "the last line has no line end")
        .help("end it with a line end")
        .fix(Safety::Safe, "end the last line", Some(vec![Edit { span: end, text: ending.into() }]));
}
