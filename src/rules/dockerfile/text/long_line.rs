use crate::model::dockerfile::layout::{surplus, width, words};
use crate::model::dockerfile::text_lines;
use crate::rules::prelude::*;

rule!("long-line", Dockerfile(check));

/// How many characters fit.
const MOST: usize = 120;
/// A word of this length cannot be helped.
const LONG_WORD: usize = 60;

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for line in text_lines(file).filter(|line| !line.in_heredoc && line.text.len() > MOST) {
        let count = width(line.text);
        let has_long_word = words(line.text).any(|word| word.len() > LONG_WORD);
        let Some(surplus) = surplus(line.text, MOST).filter(|_| !has_long_word) else {
            continue;
        };
        let text = line.text.trim_end();
        if surplus < text.len() {
            out.report(line.span(file, surplus..text.len()), format!("the line has {count} characters"))
                .help(help(line.text, file.escape));
        }
    }
}

fn help(line: &str, escape: char) -> String {
    if line.trim_start().starts_with('#') {
        return "write it in several lines".into();
    }
    format!("break it with `{escape}`")
}
