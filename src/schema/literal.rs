//! What tables write in words: values, bounds, lists. Knows no type.

/// From where to where a number goes, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub min: Option<i64>,
    /// The most.
    pub max: Option<i64>,
}

/// A value as a table writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Literal<'s> {
    /// Not set.
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text.
    Text(&'s str),
}

impl Bounds {
    /// No bounds.
    pub const NONE: Bounds = Bounds { min: None, max: None };

    /// Whether a whole number lies within.
    pub fn hold(self, number: i128) -> bool {
        self.min.is_none_or(|min| number >= i128::from(min))
            && self.max.is_none_or(|max| number <= i128::from(max))
    }

    /// Whether a number lies within.
    pub(super) fn hold_float(self, number: f64) -> bool {
        self.min.is_none_or(|min| number >= min as f64) && self.max.is_none_or(|max| number <= max as f64)
    }
}

impl std::fmt::Display for Bounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => write!(f, "{min}"),
            (Some(min), Some(max)) => write!(f, "{min} to {max}"),
            (Some(min), None) => write!(f, "{min} or more"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => f.write_str("any"),
        }
    }
}

impl std::fmt::Display for Literal<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Literal::Null => f.write_str("null"),
            Literal::Bool(value) => value.fmt(f),
            Literal::Int(value) => value.fmt(f),
            Literal::Text(text) => f.write_str(text),
        }
    }
}

/// `1..65535`, `0..`, `..63`.
pub(super) fn bounds(text: &str) -> Option<Bounds> {
    let (min, max) = text.split_once("..")?;
    let end = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
    Some(Bounds { min: end(min)?, max: end(max)? })
}

/// A value: quotes make it text whatever it looks like.
pub(super) fn literal(word: &str) -> Literal<'_> {
    match word {
        "null" => Literal::Null,
        "true" => Literal::Bool(true),
        "false" => Literal::Bool(false),
        _ => match word.strip_prefix('"').and_then(|word| word.strip_suffix('"')) {
            Some(text) => Literal::Text(text),
            None => word.parse().map_or(Literal::Text(word), Literal::Int),
        },
    }
}

/// The parts of a text between separators that are not in quotes.
pub(super) fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |character| {
        quoted ^= character == '"';
        character == separator && !quoted
    })
}

/// The words of a line; quotes keep spaces together.
pub(super) fn words(line: &str) -> impl Iterator<Item = &str> {
    parts(line, ' ').filter(|word| !word.is_empty())
}
