//! Texts that were meant as a JSON array and are none, such as `['a', 'b']`. Reads no valid JSON.

/// Whether somebody meant a JSON array: brackets around quoted words, and no blank behind the first bracket as the
/// shell's test has it.
pub(super) fn is_meant_as_array(text: &str) -> bool {
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
pub fn repaired_array(text: &str) -> Option<String> {
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
