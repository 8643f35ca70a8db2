use crate::rules::prelude::*;
use crate::source::Span;

rule!("continuation-swallows-instruction", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let instruction = &step.instruction;
    if !step.is(Keyword::Run) || instruction.is_exec() || !instruction.heredocs.is_empty() {
        return;
    }
    let text = file.text.get(instruction.span.range()).unwrap_or("");
    let mut at = 0;
    let mut before = "";
    let mut quotes = 0;
    for line in text.split_inclusive('\n') {
        let start = instruction.span.start as usize + at + (line.len() - line.trim_start().len());
        let is_first = at == 0;
        at += line.len();
        if line.trim().starts_with('#') {
            continue;
        }
        let (word, rest) = line.trim().split_once([' ', '\t']).unwrap_or((line.trim(), ""));
        // The line above is cut off where a command could end, and no text in quotes goes on here.
        let above = before.trim_end().trim_end_matches(file.escape).trim_end();
        let is_start = !is_first && quotes == 0 && !above.ends_with(['|', '(', '{', ',', '=']);
        before = line;
        quotes = (quotes + line.matches(['"', '\'', '`']).count()) % 2;
        if is_start && is_instruction(word, rest.trim(), file.escape) {
            let span = Span::at(file.source, start..start + word.len());
            out.report(span, format!("this {word} is part of the RUN above it"))
                .help(format!("end the line above it without `{}`", file.escape));
            return;
        }
    }
}

/// Whether a line is an instruction in capitals with arguments of its form.
pub(super) fn is_instruction(word: &str, rest: &str, escape: char) -> bool {
    let rest = rest.trim_end_matches(escape).trim_end();
    let words = rest.split_whitespace().count();
    match word {
        "COPY" | "ADD" => words >= 2 && !rest.starts_with('='),
        "ENV" | "ARG" | "LABEL" => rest.contains('=') && !rest.starts_with('='),
        "CMD" | "ENTRYPOINT" => rest.starts_with('['),
        "EXPOSE" => rest.starts_with(|c: char| c.is_ascii_digit() || c == '$'),
        "WORKDIR" => rest.starts_with(['/', '$']) && words == 1,
        "FROM" => words == 1 || rest.to_ascii_lowercase().contains(" as "),
        "USER" => words == 1 && !rest.starts_with(['=', '-']),
        "HEALTHCHECK" => rest.starts_with("CMD") || rest.starts_with("--") || rest == "NONE",
        "RUN" => words >= 1 && !rest.starts_with('='),
        "VOLUME" => rest.starts_with(['/', '[']),
        _ => false,
    }
}
