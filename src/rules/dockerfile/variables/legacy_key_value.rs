use crate::finding::Edit;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::{Arguments, Pair};

rule!("legacy-key-value", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Arguments::Pairs { pairs, legacy: true } = &step.instruction.arguments else { return };
    for pair in pairs.iter().filter(|pair| !pair.value.text.starts_with('=')) {
        let keyword = step.instruction.keyword;
        out.report(
            pair.name.span,
            format!("{keyword} sets `{}` without an equals sign", shown(&pair.name.text)),
        )
        .help(format!("write `{}=value`, with quotes around blanks", shown(&pair.name.text)))
        .fix(Safety::Safe, "write it with an equals sign", edits(pair, file));
    }
}

/// The same value behind an equals sign; `None` where quotes or escapes would mean something else there.
fn edits(pair: &Pair<'_>, file: &Dockerfile<'_>) -> Option<Vec<Edit>> {
    let gap = Span { start: pair.name.span.end, end: pair.value.span.start, ..pair.value.span };
    let blanks = file.text.get(gap.range())?;
    let value = pair.value.text.as_ref();
    let has = |characters: &[char]| value.contains(characters) || value.contains(file.escape);
    if !blanks.trim_matches([' ', '\t']).is_empty() || pair.name.text.contains(['"', '\'', '$']) {
        return None;
    }
    let is_quoted = |quote: char| {
        let inner = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        inner.is_some_and(|inner| !inner.contains(quote) && !inner.contains(file.escape))
    };
    if is_quoted('"') || is_quoted('\'') || (!value.contains(char::is_whitespace) && !has(&['"', '\''])) {
        return Some(lines::replace(gap, "="));
    }
    if has(&['"', '\'']) {
        return None;
    }
    let close = Edit { span: pair.value.span.after(), text: "\"".into() };
    Some(vec![Edit { span: gap, text: "=\"".into() }, close])
}
