use crate::rules::prelude::*;

rule!("single-quoted-variable", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !matches!(step.instruction.keyword, Keyword::Env | Keyword::Label) || step.instruction.broken {
        return;
    }
    for pair in step.pairs() {
        for (name, at) in quoted_variables(&pair.value.text, file.escape) {
            if name == "PATH" || file.defines(step, name) {
                out.report(
                    pair.value.part(at.clone()),
                    format!("`${name}` is not replaced in single quotes"),
                )
                .help("write double quotes");
            }
        }
    }
}

/// The variables that stand in single quotes, with their places in the text.
fn quoted_variables(text: &str, escape: char) -> Vec<(&str, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let (mut single, mut double, mut escaped) = (false, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if std::mem::take(&mut escaped) => {}
            _ if c == escape && !single => escaped = true,
            '\'' if !double => single = !single,
            '"' if !single => double = !double,
            '$' if single => {
                let rest = text.get(at + 1..).unwrap_or("");
                let (inner, extra) = rest.strip_prefix('{').map_or((rest, 0), |inner| (inner, 2));
                let length =
                    inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inner.len());
                let name = inner.get(..length).unwrap_or("");
                let closes = extra == 0 || inner.get(length..).is_some_and(|rest| rest.starts_with('}'));
                if closes && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
                    out.push((name, at..at + 1 + length + extra));
                }
            }
            _ => {}
        }
    }
    out
}
