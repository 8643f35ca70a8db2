use crate::model::dockerfile::meant::instruction;
use crate::rules::prelude::*;
use crate::source::Span;

rule!("continuation-swallows-instruction", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let run = &step.instruction;
    if !step.is(Keyword::Run) || run.is_exec() || !run.heredocs.is_empty() {
        return;
    }
    let text = file.text.get(run.span.range()).unwrap_or("");
    let mut at = 0;
    let mut before = "";
    let mut quotes = 0;
    for line in text.split_inclusive('\n') {
        let start = run.span.start as usize + at + (line.len() - line.trim_start().len());
        let is_first = at == 0;
        at += line.len();
        if line.trim().starts_with('#') {
            continue;
        }
        // The line above is cut off where a command could end, and no text in quotes goes on here.
        let above = before.trim_end().trim_end_matches(file.escape).trim_end();
        let is_start = !is_first && quotes == 0 && !above.ends_with(['|', '(', '{', ',', '=']);
        before = line;
        quotes = (quotes + line.matches(['"', '\'', '`']).count()) % 2;
        let meant = Some(line).filter(|_| is_start).and_then(|line| instruction(line, file.escape));
        if let Some((word, _)) = meant {
            let span = Span::at(file.source, start..start + word.len());
            out.report(span, format!("this {word} is part of the RUN above it"))
                .help(format!("end the line above it without `{}`", file.escape));
            return;
        }
    }
}
