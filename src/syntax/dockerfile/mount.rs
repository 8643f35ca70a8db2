//! The options of `RUN --mount=…`: comma-separated fields with their places. Does not check keys: BuildKit does so
//! only once it knows the values of variables.

use std::borrow::Cow;

use super::tree::{Instruction, Word};
use crate::source::Span;

/// One `key=value` or `key` of a mount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MountOption<'w> {
    /// The key in lower case.
    pub key: String,
    /// The value; empty when there is none.
    pub value: Cow<'w, str>,
    /// Whether a value is written, though it may be empty.
    pub has_value: bool,
    /// The value, or the key when there is none.
    pub span: Span,
}

/// The mounts of a RUN, each as its options.
pub fn mount_options<'i>(instruction: &'i Instruction<'_>) -> impl Iterator<Item = Vec<MountOption<'i>>> {
    let mounts = instruction.flags.iter().filter(|flag| flag.name.text == "mount");
    mounts.filter_map(|flag| flag.value.as_ref()).map(options_of)
}

/// The options of one mount; none when its quotes do not match.
pub(super) fn options_of<'w>(value: &'w Word<'_>) -> Vec<MountOption<'w>> {
    let fields = csv_fields(&value.text).unwrap_or_default();
    let option = |(at, field): (usize, Cow<'w, str>)| {
        let verbatim = matches!(field, Cow::Borrowed(_));
        let length = field.len();
        match field.find('=') {
            Some(equals) => {
                let key = field.get(..equals).unwrap_or("").to_lowercase();
                let span = if verbatim { value.part(at + equals + 1..at + length) } else { value.span };
                let text = match field {
                    Cow::Borrowed(field) => Cow::Borrowed(field.get(equals + 1..).unwrap_or("")),
                    Cow::Owned(field) => Cow::Owned(field.get(equals + 1..).unwrap_or("").to_owned()),
                };
                MountOption { key, value: text, has_value: true, span }
            }
            None => {
                let span = if verbatim { value.part(at..at + length) } else { value.span };
                MountOption { key: field.to_lowercase(), value: Cow::Borrowed(""), has_value: false, span }
            }
        }
    };
    fields.into_iter().map(option).collect()
}

/// The fields of a line of CSV, each with its offset; `None` when a quote stands where none may.
pub(super) fn csv_fields(text: &str) -> Option<Vec<(usize, Cow<'_, str>)>> {
    let mut fields = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let Some(quoted) = rest.strip_prefix('"') else {
            let end = rest.find(',').unwrap_or(rest.len());
            let field = rest.get(..end)?;
            if field.contains('"') {
                return None;
            }
            fields.push((at, Cow::Borrowed(field)));
            if end == rest.len() {
                return Some(fields);
            }
            at += end + 1;
            continue;
        };
        let mut field = String::new();
        let mut inside = quoted;
        loop {
            let (part, after) = inside.split_once('"')?;
            field.push_str(part);
            match after.strip_prefix('"') {
                Some(after) => {
                    field.push('"');
                    inside = after;
                }
                None => {
                    inside = after;
                    break;
                }
            }
        }
        fields.push((at, Cow::Owned(field)));
        if inside.is_empty() {
            return Some(fields);
        }
        at = text.len() - inside.strip_prefix(',')?.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Option<Vec<String>> {
        Some(csv_fields(text)?.into_iter().map(|(_, field)| field.into_owned()).collect())
    }

    #[test]
    fn fields_may_be_quoted() {
        assert_eq!(
            fields("type=bind,\"a=b,\"\"c\",d"),
            Some(vec!["type=bind".into(), "a=b,\"c".into(), "d".into()])
        );
        assert_eq!(fields("a,"), Some(vec!["a".into(), String::new()]));
        assert_eq!(fields("a=\"b\""), None);
        assert_eq!(fields("\"a\"b"), None);
        assert_eq!(fields("\"a"), None);
    }
}
