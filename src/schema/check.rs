//! Constraints: where they hold, when, and what they refuse. Reads them from a table's line; does not judge.

use super::format::Format;
use super::literal::{Bounds, Literal, bounds, literal, parts, words};
use super::path::{Path, Reference};

/// Something that must hold for the values at a path.
#[derive(Debug)]
pub struct Constraint<'s> {
    /// Which values, from a value of the type that the constraint is written in.
    pub path: Path<'s>,
    /// What must all be so that it holds.
    pub when: Vec<Condition<'s>>,
    /// Below which paths of which root types it does not hold.
    pub not_below: Vec<(&'s str, Vec<&'s str>)>,
    /// What is checked.
    pub check: Check<'s>,
}

/// When a constraint holds.
#[derive(Debug)]
pub struct Condition<'s> {
    /// Which values.
    pub of: Reference<'s>,
    /// What one of them must be.
    pub is: Is<'s>,
}

/// What a value of a condition must be.
#[derive(Debug)]
pub enum Is<'s> {
    /// One of these; null means not set.
    In(Vec<Literal<'s>>),
    /// None of these.
    NotIn(Vec<Literal<'s>>),
    /// Set.
    Set,
    /// Not set.
    Unset,
    /// A list or mapping of at least so many.
    Items(usize),
}

/// Fields by which items are told apart.
#[derive(Debug, Default)]
pub struct Identity<'s> {
    /// The fields; none means everything.
    pub key: Vec<&'s str>,
    /// What a field is that is not set.
    pub default: Vec<(&'s str, Literal<'s>)>,
    /// Whether items in which a field is not set take part as well.
    pub keep_unset: bool,
    /// Fields without which, or with 0 for which, an item does not take part.
    pub need: Vec<&'s str>,
}

/// How two numbers compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// At most the other.
    AtMost,
    /// At least the other.
    AtLeast,
    /// Less than the other.
    Less,
    /// More than the other.
    More,
}

/// How many members of a union are set.
#[derive(Debug, Default)]
pub struct Union<'s> {
    /// The members.
    pub members: Vec<&'s str>,
    /// The least number.
    pub least: usize,
    /// The most, if there is a limit.
    pub most: Option<usize>,
    /// Whether `false` counts as set.
    pub false_counts: bool,
    /// Whether 0 counts as not set.
    pub nonzero: bool,
}

/// What is checked. Set means present and neither null, empty text, an empty list nor `false`.
#[derive(Debug)]
pub enum Check<'s> {
    /// It is present.
    Required,
    /// If present, it has content.
    NonEmpty,
    /// It is not set, or, if `present` is true, not even present.
    Forbidden {
        /// Whether 0 and `false` are refused too.
        present: bool,
    },
    /// A text with content is one of these; with `any_kind` any value.
    Enum {
        /// What it may be.
        values: Vec<Literal<'s>>,
        /// Whether numbers and booleans are checked as well.
        any_kind: bool,
    },
    /// It is none of these.
    NotEnum(Vec<Literal<'s>>),
    /// A whole number lies within bounds.
    Range(Bounds),
    /// A quantity is at least one, above the other, whole.
    Quantity {
        /// The least.
        min: Option<i64>,
        /// What it is more than.
        above: Option<i64>,
        /// Whether it has no fraction.
        whole: bool,
    },
    /// A text with content is of a format.
    Format(&'static Format),
    /// A text with content is like one of some patterns, in which `*` is any text and `?` any character.
    Pattern(Vec<&'s str>),
    /// A text has at most so many bytes.
    MaxLength(usize),
    /// A list or mapping has at most so many entries.
    MaxItems(usize),
    /// A list or mapping has at least so many entries.
    MinItems(usize),
    /// No two items of a list are the same.
    Unique(Identity<'s>),
    /// No two values of the path are the same.
    UniqueOver(Identity<'s>),
    /// A number of members is set.
    Union(Union<'s>),
    /// If it is set, none of these is.
    Excludes(Vec<Reference<'s>>),
    /// If it is set, one of these is.
    Requires(Vec<Reference<'s>>),
    /// It is equal to another value, if that one is present.
    Equals(Reference<'s>),
    /// It is among other values.
    Ref(Vec<Reference<'s>>),
    /// It is not among other values.
    NotRef(Vec<Reference<'s>>),
    /// Every entry is in another mapping too.
    Subset(Reference<'s>),
    /// A number or quantity compares with another.
    Compare(Compare, Reference<'s>, Option<i64>),
    /// Every quantity is at most the one of the same key in another mapping.
    EntriesAtMost(Reference<'s>),
    /// A label selector selects something.
    EmptySelector,
    /// A value is not in a list beside others.
    Alone(Literal<'s>),
    /// Of no pair both are in a list.
    NotBoth(Vec<(Literal<'s>, Literal<'s>)>),
    /// A list that is not empty has one of these.
    SomeOf(Vec<Literal<'s>>),
    /// Of exactly one item a member is true.
    OneTrue(&'s str),
    /// The first item is equal to another value, if that one is set.
    FirstEquals(Reference<'s>),
    /// A key is no key of another mapping.
    NotInKeys(Reference<'s>),
    /// It is no IP address.
    NotIp,
    /// If it is set, another value is no text.
    RequiresInt(Reference<'s>),
    /// A member of the object is one of these; a missing one is empty text.
    EnumMember(&'s str, Vec<Literal<'s>>),
}

impl<'s> Constraint<'s> {
    /// Reads a line: `PATH CHECK arguments [when PATH is VALUES]… [not-below ROOT:PATH,…]`.
    pub fn read(line: &'s str) -> Option<Constraint<'s>> {
        let mut words = words(line);
        let path = Path::read(words.next()?)?;
        let name = words.next()?;
        let mut arguments = Vec::new();
        let (mut when, mut not_below) = (Vec::new(), Vec::new());
        while let Some(word) = words.next() {
            match word {
                "when" => when.push(Condition::read(&mut words)?),
                "not-below" => {
                    for place in words.next()?.split(',') {
                        let (root, path) = place.split_once(':')?;
                        not_below.push((root, path.split('.').collect()));
                    }
                }
                _ => arguments.push(word),
            }
        }
        let mut arguments = Arguments(arguments);
        let check = Check::read(name, &mut arguments)?;
        arguments.0.is_empty().then_some(Constraint { path, when, not_below, check })
    }
}

impl<'s> Condition<'s> {
    fn read(words: &mut impl Iterator<Item = &'s str>) -> Option<Condition<'s>> {
        let of = Reference::read(words.next()?)?;
        let is = match words.next()? {
            "is" => Is::In(literals(words.next()?)),
            "not" => Is::NotIn(literals(words.next()?)),
            "set" => Is::Set,
            "unset" => Is::Unset,
            "min-items" => Is::Items(words.next()?.parse().ok()?),
            _ => return None,
        };
        Some(Condition { of, is })
    }
}

/// The words behind the name of a check, taken one by one.
struct Arguments<'s>(Vec<&'s str>);

impl<'s> Arguments<'s> {
    /// The next word that is no `name=value`.
    fn word(&mut self) -> Option<&'s str> {
        let at = self.0.iter().position(|word| parts(word, '=').nth(1).is_none())?;
        Some(self.0.remove(at))
    }

    /// Whether a word is there.
    fn flag(&mut self, name: &str) -> bool {
        let at = self.0.iter().position(|word| *word == name);
        at.map(|at| self.0.remove(at)).is_some()
    }

    /// The value of `name=value`.
    fn value(&mut self, name: &str) -> Option<&'s str> {
        let value = |word: &&'s str| word.strip_prefix(name)?.strip_prefix('=');
        let (at, value) = self.0.iter().enumerate().find_map(|(at, word)| Some((at, value(word)?)))?;
        self.0.remove(at);
        Some(value)
    }

    /// A number as the value of a name; the outer `None` when it is none.
    fn number<T: std::str::FromStr>(&mut self, name: &str) -> Option<Option<T>> {
        self.value(name).map_or(Some(None), |value| value.parse().ok().map(Some))
    }

    fn names(&mut self, name: &str) -> Vec<&'s str> {
        self.value(name).map(|names| names.split(',').collect()).unwrap_or_default()
    }

    fn literals(&mut self) -> Option<Vec<Literal<'s>>> {
        self.word().map(literals)
    }

    fn reference(&mut self) -> Option<Reference<'s>> {
        Reference::read(self.word()?)
    }

    fn references(&mut self) -> Option<Vec<Reference<'s>>> {
        self.word()?.split(',').map(Reference::read).collect()
    }

    fn compare(&mut self, compare: Compare) -> Option<Check<'s>> {
        Some(Check::Compare(compare, self.reference()?, self.number("default")?))
    }

    fn identity(&mut self) -> Option<Identity<'s>> {
        let default = |pair: &'s str| pair.split_once(':').map(|(name, value)| (name, literal(value)));
        let defaults = self.value("default").unwrap_or("");
        let defaults = defaults.split(',').filter(|pair| !pair.is_empty()).map(default);
        Some(Identity {
            default: defaults.collect::<Option<Vec<_>>>()?,
            key: self.names("key"),
            keep_unset: self.flag("keep-unset"),
            need: self.names("need"),
        })
    }

    fn union(&mut self) -> Option<Union<'s>> {
        let exactly: Option<usize> = self.number("exactly")?;
        Some(Union {
            members: self.names("members"),
            least: self.number("at-least")?.or(exactly).unwrap_or(0),
            most: self.number("at-most")?.or(exactly),
            false_counts: self.flag("false-counts"),
            nonzero: self.flag("nonzero"),
        })
    }
}

fn literals(text: &str) -> Vec<Literal<'_>> {
    parts(text, '|').map(literal).collect()
}

impl<'s> Check<'s> {
    fn read(name: &str, arguments: &mut Arguments<'s>) -> Option<Check<'s>> {
        Some(match name {
            "required" => Check::Required,
            "non-empty" => Check::NonEmpty,
            "forbidden" => Check::Forbidden { present: arguments.flag("even-zero") },
            "enum" => Check::Enum { any_kind: arguments.flag("ints"), values: arguments.literals()? },
            "not-enum" => Check::NotEnum(arguments.literals()?),
            "range" => Check::Range(bounds(arguments.word()?)?),
            "quantity-range" => Check::Quantity {
                min: arguments.number("min")?,
                above: arguments.number("above")?,
                whole: arguments.flag("whole"),
            },
            "format" => Check::Format(Format::find(arguments.word()?)?),
            "pattern" => Check::Pattern(parts(arguments.word()?, '|').collect()),
            "max-length" => Check::MaxLength(arguments.word()?.parse().ok()?),
            "max-items" => Check::MaxItems(arguments.word()?.parse().ok()?),
            "min-items" => Check::MinItems(arguments.word()?.parse().ok()?),
            "unique" => Check::Unique(arguments.identity()?),
            "unique-over" => Check::UniqueOver(arguments.identity()?),
            "union" => Check::Union(arguments.union()?),
            "excludes" => Check::Excludes(arguments.references()?),
            "requires" => Check::Requires(arguments.references()?),
            "equals" => Check::Equals(arguments.reference()?),
            "ref" => Check::Ref(arguments.references()?),
            "not-ref" => Check::NotRef(arguments.references()?),
            "subset" => Check::Subset(arguments.reference()?),
            "at-most" => arguments.compare(Compare::AtMost)?,
            "at-least" => arguments.compare(Compare::AtLeast)?,
            "less" => arguments.compare(Compare::Less)?,
            "more" => arguments.compare(Compare::More)?,
            "entries-at-most" => Check::EntriesAtMost(arguments.reference()?),
            "empty-selector" => Check::EmptySelector,
            "alone" => Check::Alone(literal(arguments.word()?)),
            "not-both" => {
                let pair = |pair: &'s str| {
                    pair.split_once('+').map(|(first, second)| (literal(first), literal(second)))
                };
                Check::NotBoth(parts(arguments.word()?, '|').map(pair).collect::<Option<Vec<_>>>()?)
            }
            "some-of" => Check::SomeOf(arguments.literals()?),
            "one-true" => Check::OneTrue(arguments.word()?),
            "first-equals" => Check::FirstEquals(arguments.reference()?),
            "not-in-keys" => Check::NotInKeys(arguments.reference()?),
            "not-ip" => Check::NotIp,
            "requires-int" => Check::RequiresInt(arguments.reference()?),
            "enum-member" => Check::EnumMember(arguments.word()?, arguments.literals()?),
            _ => return None,
        })
    }
}
