//! From the tree of a file to nodes: merge keys, tags, variables, casts. Knows no other file.

use std::borrow::Cow;
use std::collections::HashMap;

use super::builder::{Builder, Document, Role};
use super::casts::{CASTS, Casted};
use super::environment::{Environment, Trouble, substitute};
use super::interpolate::Interpolated;
use super::merged::{Item, Kind, NodeId, Slot};
use super::reset::{Reset, Resets};
use super::table::State;
use super::wanted;
use super::way::Step;
use crate::model::refusal::RefusalKind;
use crate::source::Span;
use crate::syntax::yaml::{Pair, Plain, Value, Via};

/// What a document of a file says, and what it takes from the ones before.
pub(super) struct Layer {
    pub(super) root: NodeId,
    pub(super) resets: Resets,
}

/// Reads a document.
pub(super) fn read<'t>(builder: &mut Builder<'t>, root: Value<'t>, layer: u16, role: Role) -> Layer {
    builder.documents.push(Document { root, role });
    let mut reader = Reader { builder, layer, path: Vec::new(), in_list: false, resets: Vec::new() };
    let root = reader.value(root, CASTS.root());
    let resets = reader.resets;
    builder.merged.is_layer |= builder.documents.len() == 1 && !resets.is_empty();
    Layer { root, resets: Resets::new(resets) }
}

struct Reader<'b, 't> {
    builder: &'b mut Builder<'t>,
    layer: u16,
    path: Vec<&'t str>,
    /// Whether the path leads through a list: what is removed there, is not.
    in_list: bool,
    resets: Vec<Reset>,
}

/// The tag that says how a value is merged.
fn merge_tag(value: Value<'_>) -> Option<&str> {
    let tags = [value.written(), value.node()];
    let mut names = tags.into_iter().filter_map(|node| node.tag.as_ref()).map(|tag| tag.name.as_ref());
    names.find(|name| matches!(*name, "!reset" | "!override"))
}

/// How a value came into what it is in.
fn step(value: Value<'_>, around: Via) -> Option<Step> {
    match value.via() {
        Via::Alias(span) if value.via() != around => Some(Step::Alias(span)),
        _ => None,
    }
}

impl<'t> Reader<'_, 't> {
    /// A value that is kept: `None` for one that only removes what others say.
    fn kept(&mut self, value: Value<'t>, state: State) -> Option<NodeId> {
        let tag = merge_tag(value);
        if tag.is_some() && !self.in_list {
            let path = self.path.iter().map(|key| (*key).to_owned()).collect();
            self.resets.push(Reset { path, by: value.token() });
        }
        match tag {
            Some("!reset") => None,
            _ => Some(self.value(value, state)),
        }
    }

    fn value(&mut self, value: Value<'t>, state: State) -> NodeId {
        let kind = if value.is_mapping() {
            Kind::Map(self.entries(value, state))
        } else if value.is_sequence() {
            let in_list = std::mem::replace(&mut self.in_list, true);
            let below = CASTS.item(state);
            let around = value.via();
            let items = value.items().filter_map(|item| {
                let way = self.builder.merged.ways.one(step(item, around));
                Some(Item { value: self.kept(item, below)?, way })
            });
            let items = items.collect();
            self.in_list = in_list;
            Kind::List(items)
        } else {
            self.scalar(value, state)
        };
        self.builder.add(kind, value, self.layer)
    }

    fn entries(&mut self, value: Value<'t>, state: State) -> Vec<Slot<'t>> {
        for pair in value.own_entries().filter(Pair::is_merge) {
            self.check_merge(pair);
            self.note_shadowed(value, pair);
        }
        let around = value.via();
        let mut slots = Vec::new();
        // What an extension field merges is read where it is written: nothing but others' merges asks for it here.
        let is_extension = self.path.first().is_some_and(|key| key.starts_with("x-"));
        let entries = match is_extension && matches!(self.builder.environment, Environment::Open) {
            true => value.own_entries().filter(|pair| !pair.is_merge()).collect(),
            false => value.entries(),
        };
        for pair in entries {
            let Some(key) = self.key(pair.key) else { continue };
            self.path.push(key);
            let way = self.builder.merged.ways.one(step(pair.value, around));
            let kept = self.kept(pair.value, CASTS.key(state, key));
            self.path.pop();
            let Some(value) = kept else { continue };
            slots.push(Slot { key: Cow::Borrowed(key), at: Some(pair.key), value, way });
        }
        slots
    }

    /// The text of a key; other keys are refused.
    fn key(&mut self, key: Value<'t>) -> Option<&'t str> {
        match key.yaml12() {
            Some(Plain::Text) => key.text(),
            _ => {
                let message = "a key has to be a string".to_owned();
                self.builder.refuse(RefusalKind::WrongType, key.token(), message);
                None
            }
        }
    }

    /// Notes own mappings that stand instead of those that a merge key brings.
    fn note_shadowed(&mut self, value: Value<'t>, merge: Pair<'t>) {
        let is_own =
            |pair: &Pair<'t>| pair.value.is_mapping() && !pair.value.own_entries().any(|own| own.is_merge());
        let own: HashMap<&str, Value<'t>> = value
            .own_entries()
            .filter(is_own)
            .filter_map(|pair| Some((pair.key.text()?, pair.key)))
            .collect();
        if own.is_empty() {
            return;
        }
        let single = merge.value.is_mapping().then_some(merge.value);
        let several = merge.value.is_sequence().then(|| merge.value.items());
        for source in single.into_iter().chain(several.into_iter().flatten()) {
            for pair in source.entries() {
                let key = pair.key.text().and_then(|key| own.get(key));
                if let Some(key) = key.filter(|_| pair.value.is_mapping() && !pair.value.entries().is_empty())
                {
                    self.builder.shadow(key.token(), pair.key.token());
                }
            }
        }
    }

    fn check_merge(&mut self, pair: Pair<'t>) {
        let is_good = match pair.value.is_sequence() {
            true => pair.value.items().all(Value::is_mapping),
            false => pair.value.is_mapping(),
        };
        if !is_good {
            let message = "a merge key takes a mapping, or a list of mappings";
            let at = match pair.value.via() {
                Via::Alias(_) => pair.value.written().span,
                _ => pair.value.token(),
            };
            self.builder.refuse(RefusalKind::InvalidMergeKey, at, message);
        }
    }

    fn scalar(&mut self, value: Value<'t>, state: State) -> Kind<'t> {
        // With a tag of its own a scalar is a text, whatever it looks like.
        let plain = if merge_tag(value).is_some() { Some(Plain::Text) } else { value.yaml12() };
        let text = match plain {
            // An alias that leads nowhere.
            None => return Kind::Unknown,
            Some(Plain::Null) => return Kind::Null,
            Some(Plain::Bool(value)) => return Kind::Bool(value),
            Some(Plain::Int(number)) => {
                return i64::try_from(number).map_or(Kind::Float(number as f64), Kind::Int);
            }
            Some(Plain::Float(number)) => return Kind::Float(number),
            Some(Plain::Text) => value.text().unwrap_or(""),
        };
        let is_binary = value.node().tag.as_ref().is_some_and(|tag| tag.name == BINARY);
        if let Some(text) = is_binary.then(|| decoded(text)).flatten() {
            return Kind::Text(Cow::Owned(text));
        }
        let text = match self.interpolated(text, value) {
            Some(text) => text,
            None => return Kind::Unknown,
        };
        let Some(cast) = CASTS.value(state) else { return Kind::Text(text) };
        match cast.apply(&text) {
            Some(Casted::Bool(value)) => Kind::Bool(value),
            Some(Casted::Int(value)) => Kind::Int(value),
            Some(Casted::Float(value)) => Kind::Float(value),
            None => {
                let message = format!("`{text}` is not {}", cast.words());
                self.builder.refuse(RefusalKind::InvalidValue, value.token(), message);
                Kind::Unknown
            }
        }
    }

    /// A text with its variables put in; `None` when it is not known.
    fn interpolated(&mut self, text: &'t str, value: Value<'t>) -> Option<Cow<'t, str>> {
        let is_open = self.builder.environment.is_open();
        if !text.contains('$') {
            return match is_open {
                true => known(Interpolated::read(text)),
                false => Some(date(value, text).map_or(Cow::Borrowed(text), Cow::Owned)),
            };
        }
        match substitute(text, &self.builder.environment) {
            Ok(_) if is_open => {
                wanted::note(&mut self.builder.wanted, text, value);
                known(Interpolated::read(text))
            }
            Ok(text) => Some(Cow::Owned(text)),
            Err(Trouble::Invalid(offset)) => {
                let at = place(value, text, offset);
                let message = "this is not how a variable is written; `$$` is a dollar sign";
                self.builder.refuse(RefusalKind::InvalidInterpolation, at, message);
                None
            }
            Err(Trouble::Required(name, _)) => {
                let message = format!("the variable `{name}` has to be set");
                self.builder.refuse(RefusalKind::RequiredVariable, value.token(), message);
                None
            }
        }
    }
}

const BINARY: &str = "tag:yaml.org,2002:binary";

/// The text that is written in base 64.
fn decoded(text: &str) -> Option<String> {
    let (mut bits, mut count, mut out) = (0_u32, 0_u32, Vec::new());
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    String::from_utf8(out).ok()
}

fn known(text: Interpolated<'_>) -> Option<Cow<'_, str>> {
    match text {
        Interpolated::Known(text) => Some(text),
        Interpolated::Default(text) => Some(Cow::Owned(text)),
        Interpolated::Unknown | Interpolated::Partial { .. } => None,
    }
}

/// Where something starts that looks like a variable.
fn place(value: Value<'_>, text: &str, offset: usize) -> Span {
    let span = value.node().span;
    let written = value.tree().text.get(span.range()).unwrap_or("");
    let rest = text.get(offset..).unwrap_or("");
    let end = rest.find(|character: char| character == '}' || character.is_whitespace());
    let length = end.map_or(rest.len(), |end| end + usize::from(rest.as_bytes().get(end) == Some(&b'}')));
    let token = rest.get(..length).unwrap_or("");
    // Which of several alike does not matter much; the first is at fault, too.
    match written.find(token).filter(|_| !token.is_empty()) {
        Some(at) => Span::new(span.source, span.start + at as u32, span.start + (at + length) as u32),
        None => value.token(),
    }
}

/// A date without quotes as Go prints it.
pub(super) fn date(value: Value<'_>, text: &str) -> Option<String> {
    let is_plain = value.scalar().is_some_and(|scalar| !scalar.is_quoted()) && value.node().tag.is_none();
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<u32>().ok()
    };
    if !is_plain || text.len() != 10 || !text.is_ascii() {
        return None;
    }
    let (Some(_), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else { return None };
    let dashes = text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-');
    let is_date = dashes && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then(|| format!("{text} 00:00:00 +0000 UTC"))
}
