//! Where the words of instructions refer to variables, and which substitutions builders refuse. Follows the grammar
//! of BuildKit's `frontend/dockerfile/shell`; gives no values.

use std::ops::Range;

/// A `$name` or `${name…}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'w> {
    /// The name.
    pub name: &'w str,
    /// From `$` to the end of the name or the closing brace, in the text of the word.
    pub range: Range<usize>,
    /// Whether something is said about the case that it is not set: `-`, `+` or `?`.
    pub has_fallback: bool,
}

/// What a word refers to, and what is wrong with it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct References<'w> {
    /// The variables, in the order in which their names stand.
    pub variables: Vec<Reference<'w>>,
    /// Substitutions that make the build fail: an operator that does not exist, no name, no closing brace.
    pub invalid: Vec<Range<usize>>,
    /// Where a quote starts that is never closed.
    pub open_quote: Option<usize>,
}

/// What surrounds a character.
enum Inside {
    /// Double quotes that start here.
    Quotes(usize),
    /// `${…}`, with the index of its reference.
    Braces(usize),
}

/// Finds the references of a word with its quotes. Linear, and without recursion.
pub fn references(text: &str, escape: char) -> References<'_> {
    let mut out = References::default();
    let mut inside: Vec<Inside> = Vec::new();
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let start = at;
        at += next.len_utf8();
        match next {
            _ if next == escape => {
                at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            }
            '\'' if !matches!(inside.last(), Some(Inside::Quotes(_))) => {
                match text.get(at..).and_then(|rest| rest.find('\'')) {
                    Some(length) => at += length + 1,
                    None => {
                        out.open_quote = Some(start);
                        return out;
                    }
                }
            }
            '"' => match inside.last() {
                Some(Inside::Quotes(_)) => {
                    inside.pop();
                }
                _ => inside.push(Inside::Quotes(start)),
            },
            '}' => {
                if let Some(Inside::Braces(index)) = inside.last() {
                    if let Some(reference) = out.variables.get_mut(*index) {
                        reference.range.end = at;
                    }
                    inside.pop();
                }
            }
            '$' => at = dollar(text, start, &mut out, &mut inside),
            _ => {}
        }
    }
    for open in inside {
        match open {
            Inside::Quotes(start) => out.open_quote = out.open_quote.or(Some(start)),
            Inside::Braces(index) => {
                if let Some(reference) = out.variables.get_mut(index) {
                    reference.range.end = text.len();
                    out.invalid.push(reference.range.clone());
                }
            }
        }
    }
    out
}

/// Reads what follows a `$` up to the end of the name and its operator. Returns where to go on.
fn dollar<'w>(text: &'w str, start: usize, out: &mut References<'w>, inside: &mut Vec<Inside>) -> usize {
    let at = start + 1;
    let Some(rest) = text.get(at..) else { return at };
    let Some(braced) = rest.strip_prefix('{') else {
        let length = name_length(rest);
        if let Some(name) = rest.get(..length).filter(|name| is_variable(name)) {
            out.variables.push(Reference { name, range: start..at + length, has_fallback: false });
        }
        return at + length;
    };
    let at = at + 1;
    let length = name_length(braced);
    let name = braced.get(..length).unwrap_or("");
    let operator = braced.get(length..).unwrap_or("");
    let valid = match operator.strip_prefix(':') {
        Some(operator) => operator.starts_with(['-', '+', '?']),
        None => operator.starts_with(['}', '-', '+', '?', '#', '%', '/']),
    };
    if name.is_empty() || (!valid && !operator.is_empty()) {
        let end = braced.find('}').map_or(text.len(), |end| at + end + 1);
        out.invalid.push(start..end);
        return end;
    }
    let has_fallback = operator.trim_start_matches(':').starts_with(['-', '+', '?']);
    let end = at + length;
    out.variables.push(Reference { name, range: start..end, has_fallback });
    inside.push(Inside::Braces(out.variables.len() - 1));
    end
}

/// How long the name at the start of a text is: letters, digits and `_`, or digits, or one special character.
fn name_length(text: &str) -> usize {
    match text.chars().next() {
        Some('0'..='9') => text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()),
        Some('@' | '*' | '#' | '?' | '-' | '!') => 1,
        _ => text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len()),
    }
}

/// Whether a name is one that ENV and ARG can set.
fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The variables that a command line of a POSIX shell refers to, outside of single quotes and without those for
/// which it has a fallback. Heredocs and nested command lines are not told apart: this is a rough reading.
pub fn shell_references(text: &str) -> Vec<Reference<'_>> {
    let mut out = Vec::new();
    let mut in_quotes = false;
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let start = at;
        at += next.len_utf8();
        match next {
            '\\' => at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8),
            '"' => in_quotes = !in_quotes,
            '\'' if !in_quotes => match text.get(at..).and_then(|rest| rest.find('\'')) {
                Some(length) => at += length + 1,
                None => return out,
            },
            '$' => {
                let rest = text.get(at..).unwrap_or("");
                let braced = rest.strip_prefix('{');
                let from = at + usize::from(braced.is_some());
                let length = name_length(braced.unwrap_or(rest));
                let Some(name) = text.get(from..from + length).filter(|name| is_variable(name)) else {
                    continue;
                };
                at = from + length;
                let after = text.get(at..).unwrap_or("");
                let has_fallback =
                    braced.is_some() && after.trim_start_matches(':').starts_with(['-', '+', '?', '=']);
                let end = at + usize::from(braced.is_some() && after.starts_with('}'));
                out.push(Reference { name, range: start..end, has_fallback });
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &str, bool)> {
        let references = references(text, '\\').variables;
        references.into_iter().map(|r| (r.name, &text[r.range], r.has_fallback)).collect()
    }

    #[test]
    fn references_have_names_and_places() {
        assert_eq!(
            found("a/$B:${C}\"$D\"'$E'\\$F$1$"),
            [("B", "$B", false), ("C", "${C}", false), ("D", "$D", false)]
        );
        assert_eq!(
            found("${A:-x${B}y}${C%.*}${D/a/b}"),
            [
                ("A", "${A:-x${B}y}", true),
                ("B", "${B}", false),
                ("C", "${C%.*}", false),
                ("D", "${D/a/b}", false)
            ]
        );
    }

    #[test]
    fn quotes_that_never_close_are_found() {
        for (text, open) in [
            ("a\"b", Some(1)),
            ("it's", Some(2)),
            ("\"a ${X/a/b}", Some(0)),
            ("\"a'b\"", None),
            ("'a\"'", None),
            ("a\\\"b", None),
            ("${A:-\"x\"}", None),
            ("\"${A:-\"x\"}\"", None),
        ] {
            assert_eq!(references(text, '\\').open_quote, open, "{text}");
        }
    }

    #[test]
    fn substitutions_that_do_not_exist_are_found() {
        let invalid = |text: &'static str| -> Vec<&str> {
            references(text, '\\').invalid.into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(invalid("a${A^^}b"), ["${A^^}"]);
        assert_eq!(invalid("${A:0:3}${}${:-x}"), ["${A:0:3}", "${}", "${:-x}"]);
        assert_eq!(invalid("x${A"), ["${A"]);
        assert_eq!(invalid("x${A:-\"y}"), ["${A:-\"y}"]);
        assert_eq!(invalid("${A:?x}${B#y}${C//d/e}'${E^}'"), Vec::<&str>::new());
    }

    #[test]
    fn a_shell_may_refer_to_variables() {
        let names =
            |text| shell_references(text).into_iter().map(|r| (r.name, r.has_fallback)).collect::<Vec<_>>();
        assert_eq!(
            names("a $B \"${C}'$D'\" '$E' \\$F ${G:-x} $1"),
            [("B", false), ("C", false), ("D", false), ("G", true)]
        );
    }

    #[test]
    fn nesting_costs_linear_time() {
        assert_eq!(references(&"${A:-".repeat(100_000), '\\').invalid.len(), 100_000);
    }
}
