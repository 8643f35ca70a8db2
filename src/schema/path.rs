//! Paths of constraints: `a.b`, `[]`, `{}`, `{key}`, `(a|b)`, `["a.b"]`. Does not follow them.

/// Which values below a value are meant.
#[derive(Debug, Default)]
pub struct Path<'s>(pub Vec<Segment<'s>>);

/// A step of a path.
#[derive(Debug)]
pub enum Segment<'s> {
    /// The value of a key.
    Name(&'s str),
    /// Each item of a list.
    Items,
    /// Each value of a mapping.
    Values,
    /// Each key of a mapping.
    Keys,
    /// Any of some paths.
    Any(Vec<Path<'s>>),
}

/// A path and where it starts.
#[derive(Debug)]
pub struct Reference<'s> {
    /// Where it starts.
    pub from: From,
    /// The path from there.
    pub path: Path<'s>,
}

/// Where a path starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// At the value that the constraint is about.
    Start,
    /// `/a`: at the root of the document.
    Root,
    /// `.a`: at the object that holds the field.
    Holder,
    /// `..a`: at the object that holds that one.
    Outer,
}

/// How deep alternatives may be nested.
const DEPTH: u32 = 4;

impl<'s> Path<'s> {
    /// Reads a path; a lone dot is the value itself.
    pub fn read(text: &'s str) -> Option<Path<'s>> {
        if text == "." { Some(Path::default()) } else { read(text, DEPTH) }
    }

    /// The name of the last field that it leads to.
    pub(super) fn last_name(&self) -> Option<&'s str> {
        self.0.iter().rev().find_map(|segment| match segment {
            Segment::Name(name) => Some(*name),
            Segment::Any(paths) => paths.first().and_then(|path| path.0.iter().rev().find_map(Segment::name)),
            _ => None,
        })
    }
}

impl<'s> Segment<'s> {
    pub(super) fn name(&self) -> Option<&'s str> {
        if let Segment::Name(name) = self { Some(name) } else { None }
    }
}

impl<'s> Reference<'s> {
    /// Reads a path with the sign of where it starts.
    pub fn read(text: &'s str) -> Option<Reference<'s>> {
        let starts = [("..", From::Outer), (".", From::Holder), ("/", From::Root), ("", From::Start)];
        let (from, rest) =
            starts.iter().find_map(|(sign, from)| text.strip_prefix(sign).map(|rest| (*from, rest)))?;
        Some(Reference { from, path: read(rest, DEPTH)? })
    }
}

fn read(text: &str, depth: u32) -> Option<Path<'_>> {
    let depth = depth.checked_sub(1)?;
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        // A dot stands before a name and before alternatives, but for the first.
        let step = rest.strip_prefix('.').filter(|_| !out.is_empty());
        let (segment, tail) = match step {
            Some(step) => named(step, depth)?,
            None if out.is_empty() => bracketed(rest).or_else(|| named(rest, depth))?,
            None => bracketed(rest)?,
        };
        out.push(segment);
        rest = tail;
    }
    Some(Path(out))
}

/// A step that starts with a bracket, and what follows it.
fn bracketed(text: &str) -> Option<(Segment<'_>, &str)> {
    for (sign, segment) in [("[]", Segment::Items), ("{}", Segment::Values), ("{key}", Segment::Keys)] {
        if let Some(tail) = text.strip_prefix(sign) {
            return Some((segment, tail));
        }
    }
    let (name, tail) = text.strip_prefix("[\"")?.split_once("\"]")?;
    Some((Segment::Name(name), tail))
}

/// A name or alternatives, and what follows.
fn named(text: &str, depth: u32) -> Option<(Segment<'_>, &str)> {
    if let Some(inner) = text.strip_prefix('(') {
        let (inner, tail) = inner.split_once(')')?;
        let paths = inner.split('|').map(|path| read(path, depth)).collect::<Option<Vec<_>>>()?;
        return Some((Segment::Any(paths), tail));
    }
    let end = text.find(['.', '[', '{', '(']).unwrap_or(text.len());
    let (name, tail) = text.split_at_checked(end).filter(|(name, _)| !name.is_empty())?;
    Some((Segment::Name(name), tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_with_every_kind_of_step_are_read() {
        let read = |text| Path::read(text).map(|path| path.0.len());
        for (text, steps) in [
            (".", 0),
            ("a.b", 2),
            ("a[].b{}", 4),
            ("a{key}", 2),
            ("(a|b)[].c", 3),
            ("spec.(podCIDR|podCIDRs[])", 2),
            ("a[\"b.c/d\"]", 2),
        ] {
            assert_eq!(read(text), Some(steps), "{text}");
        }
        for text in ["a..b", "a.", "a(", "a[\"b", "a b["] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_sign_says_where_a_reference_starts() {
        let from = |text| Reference::read(text).map(|reference| reference.from);
        assert_eq!(from(".x"), Some(From::Holder));
        assert_eq!(from("..x"), Some(From::Outer));
        assert_eq!(from("/x"), Some(From::Root));
        assert_eq!(from("x"), Some(From::Start));
    }
}
