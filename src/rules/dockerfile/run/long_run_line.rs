use crate::model::dockerfile::layout::{surplus, width, words};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::limits::MAX_LONG_LINES;
use crate::rules::prelude::*;
use crate::source::Span;

rule!("long-run-line", Instruction(check));

/// A line with more characters is hard to read and to compare.
const LONG: usize = 120;
/// A line with fewer words cannot be broken well.
const WORDS: usize = 7;

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.run().is_empty() || step.instruction.is_exec() || !step.instruction.heredocs.is_empty() {
        return;
    }
    let span = step.instruction.span;
    let text = dockerfile.text.get(span.range()).unwrap_or("");
    let mut start = span.start;
    let lines = text.split_inclusive('\n').map(|line| {
        let at = start;
        start += line.len() as u32;
        (at, line.trim_end())
    });
    for (at, line) in lines.filter(|(_, line)| is_long(line)).take(MAX_LONG_LINES) {
        // The part that is too much.
        let keep = surplus(line, LONG).unwrap_or(line.len());
        let place = Span { start: at + keep as u32, end: at + line.len() as u32, ..span };
        out.report(place, format!("this line of the RUN has {} characters", width(line)))
            .help("break it before `&&` or between arguments with `\\`");
    }
}

fn is_long(line: &str) -> bool {
    line.len() > LONG
        && !line.trim_start().starts_with('#')
        && !line.contains("://")
        && width(line) > LONG
        && words(line).count() >= WORDS
}
