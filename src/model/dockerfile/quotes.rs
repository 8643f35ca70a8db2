//! Quotes and variables in the words of instructions that BuildKit expands. Replaces nothing.

use std::ops::Range;

/// The variables in single quotes, with their places in the text.
pub fn quoted_variables(text: &str, escape: char) -> Vec<(&str, Range<usize>)> {
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

/// Whether a text has a reference to a variable.
pub fn has_variable(text: &str) -> bool {
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_' || c == '{';
    text.split('$').skip(1).any(|rest| rest.starts_with(is_start))
}

/// Whether a text has the value of a variable.
pub fn uses_variable(text: &str, name: &str) -> bool {
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    text.split('$').skip(1).any(|rest| {
        let rest = rest.strip_prefix('{').unwrap_or(rest);
        rest.strip_prefix(name).is_some_and(is_end)
    })
}

/// The variable without which a path is `/` or all that is in it: `$X/`, `$X/*`, `/$X`.
pub fn root_without(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('/').unwrap_or(text).strip_prefix('$')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (name, rest) = match rest.strip_prefix('{') {
        Some(braced) => braced.split_once('}')?,
        None => rest.split_at_checked(rest.find(|c| !is_name(c)).unwrap_or(rest.len()))?,
    };
    let is_variable =
        !name.is_empty() && name.chars().all(is_name) && !name.starts_with(|c: char| c.is_ascii_digit());
    let reaches_root =
        matches!(rest, "/" | "/*") || (text.starts_with('/') && matches!(rest, "" | "*" | "/" | "/*"));
    (is_variable && reaches_root).then_some(name)
}
