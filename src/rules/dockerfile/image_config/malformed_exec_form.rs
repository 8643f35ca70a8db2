use crate::rules::prelude::*;
use crate::syntax::dockerfile::CommandLine;

rule!("malformed-exec-form", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(CommandLine::Shell(word)) = step.instruction.command_line() else { return };
    let text = word.text.as_ref();
    if step.instruction.broken || !step.instruction.heredocs.is_empty() || !is_meant_as_array(text) {
        return;
    }
    let edits = repaired(text).filter(|_| word.is_verbatim()).map(|text| lines::replace(word.span, text));
    let at = if word.is_verbatim() { word.span } else { step.instruction.name.span };
    out.report(at, format!("{} looks like a list, but it is not valid JSON", step.instruction.keyword))
        .help("write it as `[\"program\", \"argument\"]`: double quotes, and commas between the words")
        .fix(Safety::Safe, "write the list as JSON", edits);
}

/// Whether somebody meant a JSON array: brackets around quoted words, and no blank behind the first bracket as the
/// shell's test has it.
fn is_meant_as_array(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return false };
    if inner.starts_with('[') || inner.contains(['\n', ']', '[']) {
        return false;
    }
    let first = inner.trim_start();
    let is_quoted =
        first.starts_with(['"', '\'']) && inner.trim_end().trim_end_matches(',').ends_with(['"', '\'']);
    // `[ "$a" = "b" ]` is a test.
    let is_test = [" = ", " == ", " != ", " -"].iter().any(|operator| inner.contains(operator))
        && inner.starts_with(' ');
    // `[python, app.py]`: no program starts with a bracket and no blank behind it.
    let is_plain =
        !inner.starts_with(char::is_whitespace) && inner.contains(", ") && !inner.contains(['"', '\'']);
    (is_quoted && !is_test) || is_plain
}

/// The list as JSON, when nothing but the kind of quotes or a comma at its end is wrong.
fn repaired(text: &str) -> Option<String> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?.trim();
    let inner = inner.strip_suffix(',').unwrap_or(inner);
    let mut words = Vec::new();
    for part in inner.split(',') {
        let part = part.trim();
        let single = part.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
        let word = single.or_else(|| part.strip_prefix('"')?.strip_suffix('"'))?;
        if word.contains(['"', '\'', '\\']) {
            return None;
        }
        words.push(format!("\"{word}\""));
    }
    Some(format!("[{}]", words.join(", ")))
}
