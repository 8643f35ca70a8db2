//! Reads the lines of one type of a table (docs/architecture.md, "Schemas"). Does not look at other types but for
//! their names.
//!
//! A line that cannot be read is left out and noted: tables are data of this repository, and a test reads them all.

use super::check::Constraint;
use super::format::Format;
use super::limits::MAX_NESTED;
use super::literal::{Bounds, Literal, bounds, literal, words};
use super::types::{Field, KeyPattern, Shape, Type, TypeId};

/// Finds the type of a name.
type Find<'f> = dyn Fn(&str) -> Option<TypeId> + 'f;

/// The type of a name and of the text behind it.
pub(super) fn compile<'s>(find: &Find<'_>, name: &'s str, body: &'s str) -> Type<'s> {
    let mut out = Type { name, ..Type::default() };
    let (head, lines) = body.split_once('\n').unwrap_or((body, ""));
    let head = head.trim();
    if let Some(alias) = head.strip_prefix("= ") {
        out.alias = shape(find, alias);
        if out.alias.is_none() {
            out.mistakes.push(format!("no type: {alias}"));
        }
    } else if !head.is_empty() {
        out.mistakes.push(format!("neither `= TYPE` nor the end of the line: {head}"));
    }
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let read = match line.strip_prefix(": ") {
            Some(rest) => Constraint::read(rest).map(|constraint| out.constraints.push(constraint)),
            None => field(find, line, &mut out),
        };
        if read.is_none() {
            out.mistakes.push(format!("cannot be read: {line}"));
        }
    }
    out.fields.sort_by_key(|field| field.name);
    if let Some([first, _]) = out.fields.array_windows().find(|[a, b]| a.name == b.name) {
        out.mistakes.push(format!("there are two fields `{}`", first.name));
    }
    out
}

/// A line `name TYPE`, `name! TYPE deprecated @from..to`, `x-* TYPE`, `* TYPE` or `<format> TYPE`.
fn field<'s>(find: &Find<'_>, line: &'s str, out: &mut Type<'s>) -> Option<()> {
    let mut words = words(line);
    let key = words.next()?;
    let shape = shape(find, words.next()?)?;
    if let Some(prefix) = key.strip_suffix('*') {
        out.others.push((KeyPattern::Prefix(prefix), shape));
        return words.next().is_none().then_some(());
    }
    if let Some(format) = key.strip_prefix('<').and_then(|key| key.strip_suffix('>')) {
        out.others.push((KeyPattern::Format(Format::find(format)?), shape));
        return words.next().is_none().then_some(());
    }
    let (name, required) = key.strip_suffix('!').map_or((key, false), |name| (name, true));
    let mut field = Field { name, shape, required, deprecated: false, versions: (0, u16::MAX) };
    for word in words {
        if word == "deprecated" {
            field.deprecated = true;
        } else {
            let (from, to) = word.strip_prefix('@')?.split_once("..")?;
            let version = |text: &str, open| if text.is_empty() { Some(open) } else { text.parse().ok() };
            field.versions = (version(from, 0)?, version(to, u16::MAX)?);
        }
    }
    out.fields.push(field);
    Some(())
}

/// The type that a whole text writes.
fn shape<'s>(find: &Find<'_>, text: &'s str) -> Option<Shape<'s>> {
    let mut reader = Reader { find, rest: text };
    let shape = reader.union(MAX_NESTED)?;
    reader.rest.is_empty().then_some(shape)
}

struct Reader<'a, 's> {
    find: &'a Find<'a>,
    rest: &'s str,
}

impl<'s> Reader<'_, 's> {
    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// `A|B|C`; neighbouring values become one enum.
    fn union(&mut self, depth: u32) -> Option<Shape<'s>> {
        let depth = depth.checked_sub(1)?;
        let mut members = Vec::new();
        loop {
            match (self.single(depth)?, members.last_mut()) {
                (Shape::Enum(more), Some(Shape::Enum(values))) => values.extend(more),
                (member, _) => members.push(member),
            }
            if !self.eat("|") {
                break;
            }
        }
        if members.len() == 1 { members.pop() } else { Some(Shape::Union(members)) }
    }

    fn single(&mut self, depth: u32) -> Option<Shape<'s>> {
        let depth = depth.checked_sub(1)?;
        if self.eat("(") {
            let inner = self.union(depth)?;
            return self.eat(")").then_some(inner);
        }
        let unique = self.eat("[=]");
        if unique || self.eat("[]") {
            return Some(Shape::List { item: Box::new(self.single(depth)?), unique });
        }
        if self.eat("{}") {
            return Some(Shape::Map(Box::new(self.single(depth)?)));
        }
        if self.rest.starts_with('"') {
            let end = self.rest.get(1..)?.find('"')? + 2;
            let (quoted, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest;
            return Some(Shape::Enum(vec![literal(quoted)]));
        }
        let end = self.rest.find(['|', '(', ')']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        self.named(word)
    }

    fn named(&mut self, word: &'s str) -> Option<Shape<'s>> {
        let facets = self.facets(word)?;
        let format = |name| Some(Shape::Text(Some(Format::find(name)?), Bounds::NONE));
        Some(match word {
            "any" => Shape::Any,
            "null" => Shape::Null,
            "bool" => Shape::Bool,
            "int" => Shape::Int(facets.1),
            "int32" => Shape::Int(INT32),
            "number" => Shape::Number(facets.1),
            "string" => Shape::Text(facets.0, facets.1),
            "int-or-string" => Shape::Union(vec![Shape::Int(INT32), Shape::Text(None, Bounds::NONE)]),
            "quantity" => Shape::Union(vec![Shape::Number(Bounds::NONE), format("quantity")?]),
            "duration" => format("duration")?,
            _ => match literal(word) {
                Literal::Text(name) => Shape::Type((self.find)(name)?),
                value => Shape::Enum(vec![value]),
            },
        })
    }

    /// What follows a scalar in parentheses: `(dns-label)`, `(1..65535)`, `(dns-label,..63)`.
    fn facets(&mut self, word: &str) -> Option<(Option<&'static Format>, Bounds)> {
        let mut out = (None, Bounds::NONE);
        if !matches!(word, "int" | "number" | "string") || !self.eat("(") {
            return Some(out);
        }
        let (inner, rest) = self.rest.split_once(')')?;
        self.rest = rest;
        for facet in inner.split(',') {
            if facet.contains("..") {
                out.1 = bounds(facet)?;
            } else {
                out.0 = Some(Format::find(facet).filter(|_| word == "string")?);
            }
        }
        Some(out)
    }
}

const INT32: Bounds = Bounds { min: Some(i32::MIN as i64), max: Some(i32::MAX as i64) };
