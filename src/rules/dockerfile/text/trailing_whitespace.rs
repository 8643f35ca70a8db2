use crate::model::dockerfile::text_lines;
use crate::rules::prelude::*;

rule!("trailing-whitespace", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for line in text_lines(file).filter(|line| !line.in_heredoc) {
        let kept = line.text.trim_end_matches([' ', '\t']).len();
        if kept == line.text.len() {
            continue;
        }
        let at = line.span(file, kept..line.text.len());
        out.report(at, "blanks stand at the end of the line").help("remove them").fix(
            Safety::Safe,
            "remove the blanks",
            Some(lines::replace(at, "")),
        );
    }
}
