//! The one walker: holds a tree against the types of a schema. Constraints are judged in `judge`.
//!
//! What is open lies on a stack of its own, so that the depth of a tree costs no stack; each value is visited once for
//! each type that it has.

use super::judge::Judge;
use super::limits::{MAX_ALIASES, MAX_VIOLATIONS};
use super::literal::{Bounds, Literal};
use super::node::{Kind, Node};
use super::select::{Held, place};
use super::state::{Task, Walker};
use super::table::Schema;
use super::types::{Field, Shape, Type, TypeId};
use super::value::{self, Fingerprints};
use super::violation::{Fault, Report, Violation, listed};
use super::way::{Way, Ways};
use crate::finding::Edit;
use crate::source::Span;
use crate::syntax::{is_only_near, nearest};

impl Schema<'_> {
    /// Holds a value against a type. With a version, fields of other versions are refused.
    pub fn check<'t, N: Node<'t>>(&'t self, id: TypeId, node: N, version: Option<u16>) -> Report {
        let root = Held { node, key: node.place(), way: Ways::ROOT };
        let root_name = self.get(id).map_or("", |root| root.name);
        let mut walker = Walker {
            schema: self,
            version,
            root,
            root_name,
            root_type: id,
            ways: Ways::default(),
            prints: Fingerprints::new(),
            steps: 0,
            open: Vec::new(),
            report: Report::default(),
        };
        walker.named(root, node.kind(), id, MAX_ALIASES, false);
        while let Some(task) = walker.open.pop() {
            if walker.is_done() {
                break;
            }
            walker.visit(task);
        }
        let mut report = Report { cut: walker.is_done(), ..walker.report };
        report.violations.truncate(MAX_VIOLATIONS);
        report.violations.sort_by(|a, b| {
            (a.at, a.fault, &a.path, &a.expected).cmp(&(b.at, b.fault, &b.path, &b.expected))
        });
        report.violations.dedup_by(|b, a| (a.at, a.fault, &a.path) == (b.at, b.fault, &b.path));
        report
    }
}

impl<'t, N: Node<'t>> Walker<'t, '_, N> {
    fn visit(&mut self, task: Task<'t, N>) {
        self.steps += 1;
        let Task { held, shape, is_item, is_free } = task;
        let kind = held.node.kind();
        let is_absent = kind == Kind::Null && self.schema.null_is_absent() && !is_item;
        if kind == Kind::Unknown {
            if held.node.is_certainly_text() && !self.takes_scalars(shape) {
                self.wrong_type(held, &self.words(shape, MAX_ALIASES));
            }
            return;
        }
        if is_absent {
            return;
        }
        let before = self.report.violations.len();
        self.shape(held, kind, shape, MAX_ALIASES, is_item);
        if is_free
            && let Shape::Text(format, length) = shape
            && let Some(violation) = self.report.violations.get_mut(before)
            && violation.fault == Fault::WrongType
        {
            let text = held.node.text();
            let fits = format.is_none_or(|format| format.fits(text)) && length.hold(text.len() as i128);
            violation.change = if fits { held.node.as_text() } else { None };
        }
    }

    /// A value of a type with a name: its constraints, then what it is.
    fn named(&mut self, held: Held<N>, kind: Kind, id: TypeId, names: u32, is_item: bool) {
        let (Some(a), Some(names)) = (self.schema.get(id), names.checked_sub(1)) else { return };
        let a: &'t Type<'t> = a;
        match (&a.alias, kind) {
            (Some(shape), _) => self.shape(held, kind, shape, names, is_item),
            (None, Kind::Map) => self.object(held, a),
            (None, Kind::Null) if self.schema.null_is_absent() => self.object(held, a),
            (None, _) => return self.wrong_type(held, "a mapping"),
        }
        for constraint in &a.constraints {
            Judge { walker: self, start: held }.constraint(constraint);
        }
    }

    fn shape(&mut self, held: Held<N>, kind: Kind, shape: &'t Shape<'t>, names: u32, is_item: bool) {
        let null_item = is_item && kind == Kind::Null && self.schema.null_is_absent();
        match shape {
            Shape::Any => {}
            Shape::Type(id) => self.named(held, kind, *id, names, is_item),
            Shape::Union(members) => match self.member(members, held.node, kind) {
                Some(member) if names > 0 => self.shape(held, kind, member, names - 1, is_item),
                Some(_) => {}
                None if null_item => {}
                None => self.wrong_type(held, &self.words(shape, MAX_ALIASES)),
            },
            _ if null_item => {}
            Shape::List { item, unique } if kind == Kind::List => {
                if *unique {
                    Judge { walker: self, start: held }.all_differ(held);
                }
                for (index, node) in held.node.items().into_iter().enumerate() {
                    let way = self.ways.item(held.way, index);
                    self.push(Held { node, key: node.place(), way }, item, true, true);
                }
            }
            Shape::Map(value) if kind == Kind::Map => {
                for entry in held.node.entries() {
                    let way = self.ways.key(held.way, entry.key.text.unwrap_or("?"));
                    self.push(Held { node: entry.value, key: entry.key.place, way }, value, false, true);
                }
            }
            _ if !self.takes(shape, kind, MAX_ALIASES) => {
                self.wrong_type(held, &self.words(shape, MAX_ALIASES))
            }
            _ => self.scalar(held, kind, shape),
        }
    }

    /// A scalar of the right kind.
    fn scalar(&mut self, held: Held<N>, kind: Kind, shape: &Shape<'_>) {
        let node = held.node;
        let at = place(node, held.key);
        match shape {
            Shape::Int(bounds) => match kind.whole() {
                None => self.wrong_type(held, "a whole number"),
                Some(number) if !bounds.hold(number) => {
                    self.report(Fault::Range, held.way, at, bounds.to_string());
                }
                Some(_) => {}
            },
            Shape::Number(bounds) if !number_holds(*bounds, kind) => {
                self.report(Fault::Range, held.way, at, bounds.to_string());
            }
            Shape::Text(format, length) => {
                let bytes = node.text().len();
                if let Some(format) = format.filter(|format| !format.fits(node.text())) {
                    self.report(Fault::Format, held.way, at, format.says.to_owned());
                } else if !length.hold(bytes as i128) {
                    self.report(Fault::Length, held.way, at, format!("{bytes} bytes, not {length}"));
                }
            }
            Shape::Enum(values) if !values.iter().any(|literal| value::is(node, literal)) => {
                self.not_one_of(held.way, at, node.text(), values);
            }
            _ => {}
        }
    }

    /// Reports a value that is none of some.
    pub fn not_one_of(&mut self, way: Way, at: Span, text: &str, values: &[Literal<'_>]) -> &mut Violation {
        let words = values.iter().map(|value| match value {
            Literal::Text("") => "empty".to_owned(),
            value => format!("`{value}`"),
        });
        let violation = self.report(Fault::NotAllowed, way, at, listed(words, "or"));
        let texts = values
            .iter()
            .filter_map(|value| if let Literal::Text(text) = value { Some(*text) } else { None });
        violation.did_you_mean = nearest(text, texts).map(str::to_owned);
        violation
    }

    fn wrong_type(&mut self, held: Held<N>, wanted: &str) {
        let found = match held.node.kind() {
            Kind::Float(_) if wanted == "a whole number" => "a number with a fraction",
            Kind::Unknown => Kind::Text.words(),
            kind => kind.words(),
        };
        let at = place(held.node, held.key);
        self.report(Fault::WrongType, held.way, at, format!("{found}, not {wanted}"));
    }

    /// A mapping of a type: its keys, and what it lacks.
    fn object(&mut self, held: Held<N>, a: &'t Type<'t>) {
        let mut is_partial = held.node.is_partial();
        let mut present = vec![false; a.fields.len()];
        for entry in held.node.entries() {
            if self.is_done() {
                return;
            }
            let at = entry.key.place;
            let Some(key) = entry.key.text else {
                is_partial = true;
                continue;
            };
            let way = self.ways.key(held.way, key);
            let value = Held { node: entry.value, key: at, way };
            let Some((index, field)) = a.field(key) else {
                match a.other(key) {
                    Some(shape) => self.push(value, shape, false, true),
                    None => self.unknown(held, value, a, key),
                }
                continue;
            };
            let is_there = !self.schema.null_is_absent() || !entry.value.is_null();
            if let Some(present) = present.get_mut(index) {
                *present = is_there;
            }
            self.field(field, value);
        }
        let missing = a.fields.iter().zip(&present).filter(|(field, present)| field.required && !**present);
        for (field, _) in missing.filter(|_| !is_partial) {
            let way = self.ways.key(held.way, field.name);
            self.report(Fault::Missing, way, held.key, String::new());
        }
    }

    /// Reports a key that a type does not have.
    fn unknown(&mut self, held: Held<N>, value: Held<N>, a: &'t Type<'t>, key: &str) {
        let names = || a.fields.iter().map(|field| field.name);
        let meant = nearest(key, names());
        let belongs = if meant.is_none() { self.belongs(value.way) } else { None };
        let is_certain = |meant: &&str| {
            let field = a.field(meant).map(|(_, field)| field);
            let is_free = held.node.entry(meant).is_none();
            let fits = field.is_some_and(|field| self.takes(&field.shape, value.node.kind(), MAX_ALIASES));
            is_free && fits && is_only_near(key, names()) && value.node.is_own()
        };
        // A key in quotes is longer than its text.
        let is_bare = (value.key.end - value.key.start) as usize == key.len();
        let change = meant.filter(|_| is_bare).filter(is_certain);
        let change = change.map(|meant| Edit { span: value.key, text: meant.to_owned() });
        let known = listed(names().map(|name| format!("`{name}`")), "and");
        let violation = self.report(Fault::UnknownKey, value.way, value.key, known);
        violation.did_you_mean = meant.map(str::to_owned);
        violation.belongs = belongs;
        violation.change = change;
    }

    fn field(&mut self, field: &'t Field<'t>, value: Held<N>) {
        let (from, to) = field.versions;
        if self.version.is_some_and(|version| !(from..=to).contains(&version)) {
            let versions = Bounds {
                min: Some(i64::from(from)).filter(|_| from > 0),
                max: Some(i64::from(to)).filter(|_| to < u16::MAX),
            };
            self.report(Fault::OtherVersion, value.way, value.key, format!("version {versions}"));
            return;
        }
        if field.deprecated {
            self.report(Fault::Deprecated, value.way, value.key, String::new());
        }
        // Text in the value of a variable is anything.
        let is_free = field.name == "value";
        self.push(value, &field.shape, false, is_free);
    }

    /// The member of a union that a value is meant to be, by its form.
    fn member(&self, members: &'t [Shape<'t>], node: N, kind: Kind) -> Option<&'t Shape<'t>> {
        let mut takers = members.iter().filter(|member| self.takes(member, kind, MAX_ALIASES));
        let first = takers.clone().next()?;
        Some(takers.find(|member| self.fits(member, node, MAX_ALIASES)).unwrap_or(first))
    }

    /// Whether some scalar can be of a shape.
    fn takes_scalars(&self, shape: &Shape<'_>) -> bool {
        [Kind::Text, Kind::Bool(true), Kind::Int(0)].iter().any(|kind| self.takes(shape, *kind, MAX_ALIASES))
    }

    /// Whether a value of a kind can be of a shape at all.
    fn takes(&self, shape: &Shape<'_>, kind: Kind, names: u32) -> bool {
        let Some(names) = names.checked_sub(1) else { return false };
        let is_number = matches!(kind, Kind::Int(_) | Kind::Float(_));
        match shape {
            Shape::Any => true,
            Shape::Null => kind == Kind::Null,
            Shape::Bool => matches!(kind, Kind::Bool(_)),
            Shape::Int(_) | Shape::Number(_) => is_number,
            Shape::Text(..) => kind == Kind::Text,
            Shape::Enum(values) => values.iter().any(|value| match value {
                Literal::Null => kind == Kind::Null,
                Literal::Bool(_) => matches!(kind, Kind::Bool(_)),
                Literal::Int(_) => is_number,
                Literal::Text(_) => kind == Kind::Text,
            }),
            Shape::List { .. } => kind == Kind::List,
            Shape::Map(_) => kind == Kind::Map,
            Shape::Union(members) => members.iter().any(|member| self.takes(member, kind, names)),
            Shape::Type(id) => match self.schema.get(*id).map(|a| &a.alias) {
                Some(Some(shape)) => self.takes(shape, kind, names),
                _ => kind == Kind::Map || (kind == Kind::Null && self.schema.null_is_absent()),
            },
        }
    }

    /// Whether a value that a shape takes is right as far as a look at it alone tells: a scalar in full, of a mapping
    /// the keys.
    fn fits(&self, shape: &Shape<'_>, node: N, names: u32) -> bool {
        let Some(names) = names.checked_sub(1) else { return false };
        match shape {
            Shape::Int(bounds) => node.kind().whole().is_some_and(|number| bounds.hold(number)),
            Shape::Number(bounds) => number_holds(*bounds, node.kind()),
            Shape::Text(format, length) => {
                format.is_none_or(|format| format.fits(node.text())) && length.hold(node.text().len() as i128)
            }
            Shape::Enum(values) => values.iter().any(|literal| value::is(node, literal)),
            Shape::Union(members) => members
                .iter()
                .any(|member| self.takes(member, node.kind(), names) && self.fits(member, node, names)),
            Shape::Type(id) => match self.schema.get(*id) {
                Some(Type { alias: Some(shape), .. }) => self.fits(shape, node, names),
                Some(a) => node.entries().iter().all(|entry| {
                    entry.key.text.is_none_or(|key| a.field(key).is_some() || a.other(key).is_some())
                }),
                None => true,
            },
            _ => true,
        }
    }

    /// What people call a shape, with an article.
    fn words(&self, shape: &Shape<'_>, names: u32) -> String {
        let Some(names) = names.checked_sub(1) else { return "another value".to_owned() };
        match shape {
            Shape::Any => "anything".to_owned(),
            Shape::Null => "null".to_owned(),
            Shape::Bool => "a boolean".to_owned(),
            Shape::Int(_) => "a whole number".to_owned(),
            Shape::Number(_) => "a number".to_owned(),
            Shape::Text(..) => "a string".to_owned(),
            Shape::Enum(values) => listed(values.iter().map(|value| format!("`{value}`")), "or"),
            Shape::List { .. } => "a list".to_owned(),
            Shape::Map(_) => "a mapping".to_owned(),
            Shape::Union(members) => {
                let mut words: Vec<String> = members.iter().map(|member| self.words(member, names)).collect();
                words.dedup();
                listed(words, "or")
            }
            Shape::Type(id) => match self.schema.get(*id).and_then(|a| a.alias.as_ref()) {
                Some(shape) => self.words(shape, names),
                None => "a mapping".to_owned(),
            },
        }
    }
}

fn number_holds(bounds: Bounds, kind: Kind) -> bool {
    match kind {
        Kind::Int(number) => bounds.hold(number),
        Kind::Float(number) => bounds.hold_float(number),
        _ => false,
    }
}
