//! What variables are, and how Compose puts them into a text. Reads no environment of its own.

use std::collections::BTreeMap;

use crate::model::limits::MAX_DEFAULT_DEPTH;

/// What is known of the variables of whoever runs Compose.
#[derive(Debug, Clone, Default)]
pub enum Environment {
    /// Nothing: variables are unknown, and only their defaults are known.
    #[default]
    Open,
    /// Everything: what is not here is not set.
    Closed(BTreeMap<String, String>),
}

impl Environment {
    /// Whether variables are unknown.
    pub fn is_open(&self) -> bool {
        matches!(self, Environment::Open)
    }

    /// The value of a variable, as far as it is known.
    pub fn get(&self, name: &str) -> Option<&str> {
        match self {
            Environment::Open => None,
            Environment::Closed(variables) => variables.get(name).map(String::as_str),
        }
    }
}

/// What Compose refuses in a text with variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// What stands at this offset starts like a variable and is none.
    Invalid(usize),
    /// A variable has to be set and is not; its name and the message that was written for it.
    Required(String, String),
}

/// Puts variables into a text by Compose's grammar.
///
/// # Errors
/// The first thing that Compose refuses. A variable that has to be set is one only if `environment` is closed.
pub fn substitute(text: &str, environment: &Environment) -> Result<String, Trouble> {
    if !text.contains('$') {
        return Ok(text.to_owned());
    }
    let mut out = Substitution { environment, trouble: None };
    let result = out.text(text, 0, 0);
    out.trouble.map_or(Ok(result), Err)
}

struct Substitution<'e> {
    environment: &'e Environment,
    trouble: Option<Trouble>,
}

/// What a variable does when it is set or not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Default,
    Alternative,
    Required,
}

impl Substitution<'_> {
    /// The text with its variables; `offset` is where it stands in the whole.
    fn text(&mut self, text: &str, offset: usize, depth: usize) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        // The end of the line that is read, and the last closing brace on it.
        let mut line = (0, None);
        while let Some(dollar) = text.get(at..).and_then(|rest| rest.find('$')).map(|found| at + found) {
            out.push_str(text.get(at..dollar).unwrap_or(""));
            let rest = text.get(dollar + 1..).unwrap_or("");
            if rest.starts_with('$') {
                out.push('$');
                at = dollar + 2;
                continue;
            }
            let Some(inside) = rest.strip_prefix('{') else {
                let name = name_length(rest);
                match name {
                    0 => out.push('$'),
                    _ => out.push_str(self.environment.get(rest.get(..name).unwrap_or("")).unwrap_or("")),
                }
                at = dollar + 1 + name;
                continue;
            };
            if line.0 <= dollar {
                let end = text
                    .get(dollar..)
                    .and_then(|rest| rest.find('\n'))
                    .map_or(text.len(), |end| dollar + end);
                line = (end, text.get(..end).and_then(|line| line.rfind('}')));
            }
            let last = line.1.filter(|last| *last > dollar);
            match self.braced(inside, dollar + 2, last, (text, offset, depth)) {
                Some((value, next)) => {
                    out.push_str(&value);
                    at = next;
                }
                None => {
                    self.fail(Trouble::Invalid(offset + dollar));
                    at = dollar + 2;
                }
            }
        }
        out.push_str(text.get(at..).unwrap_or(""));
        out
    }

    /// The value of what is in braces, and where the text goes on. `start` is where `inside` starts.
    fn braced(
        &mut self,
        inside: &str,
        start: usize,
        last: Option<usize>,
        (text, offset, depth): (&str, usize, usize),
    ) -> Option<(String, usize)> {
        let length = name_length(inside);
        let name = inside.get(..length).filter(|name| !name.is_empty())?;
        let after = inside.get(length..)?;
        if after.starts_with('}') {
            return Some((self.environment.get(name).unwrap_or("").to_owned(), start + length + 1));
        }
        let soft = after.starts_with(':');
        let operator = match after.strip_prefix(':').unwrap_or(after).bytes().next()? {
            b'-' => Operator::Default,
            b'+' => Operator::Alternative,
            b'?' => Operator::Required,
            _ => return None,
        };
        let last = last?;
        let from = start + length + 1 + usize::from(soft);
        // The brace that closes this one; without one on the line everything up to the last is meant.
        let end = closing(text.get(start - 1..=last)?).map_or(last, |end| start - 1 + end);
        let word = text.get(from..end)?;
        if depth >= MAX_DEFAULT_DEPTH {
            return Some((String::new(), end + 1));
        }
        let value = self.environment.get(name).filter(|value| !soft || !value.is_empty());
        let value = match (operator, value) {
            (Operator::Default | Operator::Required, Some(value)) => value.to_owned(),
            (Operator::Default, None) | (Operator::Alternative, Some(_)) => {
                self.text(word, offset + from, depth + 1)
            }
            (Operator::Alternative, None) => self.environment.get(name).unwrap_or("").to_owned(),
            (Operator::Required, None) => {
                if !self.environment.is_open() {
                    let message = self.text(word, offset + from, depth + 1);
                    self.fail(Trouble::Required(name.to_owned(), message));
                }
                String::new()
            }
        };
        Some((value, end + 1))
    }

    fn fail(&mut self, trouble: Trouble) {
        self.trouble.get_or_insert(trouble);
    }
}

/// The index of the brace that closes the first one of a text. As Compose counts, the character after an opening brace
/// is not looked at.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0_i32;
    let mut bytes = text.bytes().enumerate();
    while let Some((index, byte)) = bytes.next() {
        match byte {
            b'}' => {
                open -= 1;
                if open == 0 {
                    return Some(index);
                }
            }
            b'{' => {
                open += 1;
                bytes.next();
            }
            _ => {}
        }
    }
    None
}

/// How many bytes of a text are the name of a variable.
pub(super) fn name_length(text: &str) -> usize {
    if !text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        return 0;
    }
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_compose_reads_them() {
        let variables = [("A", "a"), ("E", "")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        let closed = Environment::Closed(variables.into());
        let is = |text: &str| substitute(text, &closed);
        for (text, value) in [
            ("x${A}y${E}z", "xayz"),
            ("${U:-a}b}", "ab}"),
            ("${U:-${A}}/${U-b}", "a/b"),
            ("$$A a$ $1", "$A a$ $1"),
            ("${E:+x}${E+x}${A:+y}", "xy"),
            ("${U:-{\"k\": 1}}", "{\"k\": 1}"),
        ] {
            assert_eq!(is(text).as_deref(), Ok(value), "{text}");
        }
        for (text, at) in [("${}", 0), ("a ${A", 2), ("${A:}", 0), ("${U:-${A/b}}", 5), ("${A:-\n}", 0)] {
            assert_eq!(is(text), Err(Trouble::Invalid(at)), "{text}");
        }
        let required = Trouble::Required("U".into(), "a is missing".into());
        assert_eq!(is("${U:?${A} is missing}"), Err(required));
        assert_eq!(substitute("${U:?x}", &Environment::Open), Ok(String::new()));
    }

    #[test]
    fn many_variables_on_a_line_are_read_in_one_pass() {
        let text = "${A:-b}".repeat(100_000);
        assert_eq!(substitute(&text, &Environment::Open).map(|text| text.len()), Ok(100_000));
        let deep = format!("{}x{}", "${A:-".repeat(100_000), "}".repeat(100_000));
        assert!(substitute(&deep, &Environment::Open).is_ok());
    }
}
