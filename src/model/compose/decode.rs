//! A document in the types of a project: sizes in bytes, durations as Compose prints them, what is empty left out. What
//! has another type is refused; what is not known stays unknown.

use std::borrow::Cow;
use std::collections::HashMap;

use super::builder::Builder;
use super::casts::{go_float, go_int};
use super::merged::{Item, Kind, NodeId, Slot, go_number};
use super::short;
use super::types::{Empty, Field, PROJECT, Type};
use crate::model::refusal::RefusalKind;
use crate::syntax::yaml::bool_word;

/// Decodes a document.
pub(super) fn decode<'t>(builder: &mut Builder<'t>, root: NodeId) -> NodeId {
    let mut decoder = Decoder { builder, around: root };
    let root = decoder.value(root, &PROJECT).unwrap_or(root);
    replicas(builder, root)
}

/// A service that is scaled and has a section about its deployment is deployed as often.
fn replicas<'t>(builder: &mut Builder<'t>, root: NodeId) -> NodeId {
    let Some(services) = builder.merged.get(root, "services") else { return root };
    let mut slots = builder.merged.slots(services).to_vec();
    let mut changed = false;
    for slot in &mut slots {
        let merged = &builder.merged;
        let (scale, deploy) = (merged.get(slot.value, "scale"), merged.get(slot.value, "deploy"));
        let (Some(scale), Some(deploy)) = (scale, deploy) else { continue };
        if merged.get(deploy, "replicas").is_some() {
            continue;
        }
        let mut fields = merged.slots(deploy).to_vec();
        fields.push(Slot { key: Cow::Borrowed("replicas"), at: None, value: scale, way: None });
        let deploy = builder.merged.with(Kind::Map(fields), deploy);
        slot.value = builder.merged.set(slot.value, "deploy", deploy);
        changed = true;
    }
    if !changed {
        return root;
    }
    let services = builder.merged.with(Kind::Map(slots), services);
    builder.merged.set(root, "services", services)
}

struct Decoder<'b, 't> {
    builder: &'b mut Builder<'t>,
    /// What is pointed at when nothing is written for a value.
    around: NodeId,
}

/// Why a value cannot be read.
type Wrong = (RefusalKind, String);

impl<'t> Decoder<'_, 't> {
    /// A value in its type; `None` when nothing is left of it.
    fn value(&mut self, id: NodeId, of: &Type) -> Option<NodeId> {
        let kind = self.builder.merged.kind(id).clone();
        match kind {
            Kind::Null => return None,
            Kind::Unknown => return Some(id),
            _ => {}
        }
        let decoded = match of {
            Type::Struct(fields) => self.fields(id, kind, fields),
            Type::List(item) => self.list(kind, item),
            Type::Map(value) => self.map(kind, value, zero(value)),
            Type::NullMap(value) => self.map(kind, value, Kind::Null),
            _ => self.leaf(id, kind, of),
        };
        match decoded {
            Ok(kind) => Some(self.builder.merged.with(kind, id)),
            Err((kind, message)) => {
                let around = self.around;
                self.builder.refuse_node(kind, id, around, message);
                // Nothing more is said about it.
                Some(self.builder.merged.with(Kind::Unknown, id))
            }
        }
    }

    fn below(&mut self, id: NodeId, around: NodeId, of: &Type) -> Option<NodeId> {
        let before = std::mem::replace(&mut self.around, around);
        let value = self.value(id, of);
        self.around = before;
        value
    }

    fn fields(&mut self, id: NodeId, kind: Kind<'t>, fields: &[Field]) -> Result<Kind<'t>, Wrong> {
        let Kind::Map(slots) = kind else { return Err(self.is_no(&kind, "a mapping")) };
        let around = if self.builder.merged.token(id).is_some() { id } else { self.around };
        let mut out = Vec::with_capacity(slots.len());
        let mut given: HashMap<&str, &Slot<'t>> = HashMap::with_capacity(slots.len());
        for slot in &slots {
            given.insert(slot.key.as_ref(), slot);
            if slot.key.starts_with("x-") {
                out.push(slot.clone());
            }
        }
        for field in fields {
            let slot = given.get(field.name);
            let value = slot.and_then(|slot| self.below(slot.value, around, &field.of));
            let value = match value {
                Some(value) if field.empty == Empty::Omitted && self.is_zero(value, field) => None,
                None if field.empty == Empty::Always || matches!(field.of, Type::OptOut) => {
                    Some(self.builder.merged.made(zero(&field.of), id))
                }
                value => value,
            };
            let Some(value) = value else { continue };
            out.push(match slot {
                Some(slot) => Slot { value, ..(*slot).clone() },
                None => Slot { key: Cow::Borrowed(field.name), at: None, value, way: None },
            });
        }
        Ok(Kind::Map(out))
    }

    fn is_zero(&self, id: NodeId, field: &Field) -> bool {
        match (self.builder.merged.kind(id), field.of) {
            (Kind::Bool(on), Type::OptOut) => *on,
            (Kind::Text(text), Type::Duration) => text == "0s",
            (Kind::Text(text), Type::Bytes) => text == "0",
            (Kind::Null, _) => true,
            (Kind::Bool(on), _) => !on,
            (Kind::Int(number), _) => *number == 0,
            (Kind::Float(number), _) => *number == 0.0,
            (Kind::Text(text), _) => text.is_empty(),
            (Kind::List(items), _) => items.is_empty(),
            (Kind::Map(slots), _) => slots.is_empty(),
            (Kind::Unknown | Kind::Pair(_), _) => false,
        }
    }

    fn list(&mut self, kind: Kind<'t>, of: &Type) -> Result<Kind<'t>, Wrong> {
        let Kind::List(items) = kind else { return Err(self.is_no(&kind, "a list")) };
        let around = self.around;
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            let value = match self.below(item.value, around, of) {
                Some(value) => value,
                None => self.builder.merged.made(zero(of), item.value),
            };
            out.push(Item { value, ..item });
        }
        Ok(Kind::List(out))
    }

    fn map(&mut self, kind: Kind<'t>, of: &Type, null: Kind<'t>) -> Result<Kind<'t>, Wrong> {
        let Kind::Map(mut slots) = kind else { return Err(self.is_no(&kind, "a mapping")) };
        let around = self.around;
        for slot in &mut slots {
            slot.value = match self.below(slot.value, around, of) {
                Some(value) => value,
                None => self.builder.merged.with(null.clone(), slot.value),
            };
        }
        Ok(Kind::Map(slots))
    }

    fn is_no(&self, kind: &Kind<'t>, wanted: &str) -> Wrong {
        (RefusalKind::WrongType, format!("{} stands where {wanted} is wanted", kind.words()))
    }

    fn leaf(&mut self, id: NodeId, kind: Kind<'t>, of: &Type) -> Result<Kind<'t>, Wrong> {
        let invalid = |text: &str, what: &str| (RefusalKind::InvalidValue, format!("`{text}` is not {what}"));
        Ok(match (of, kind) {
            (Type::Text, Kind::Text(text)) => Kind::Text(text),
            (Type::Text, Kind::Int(number)) => Kind::Text(Cow::Owned(number.to_string())),
            (Type::Text, kind) => return Err(self.is_no(&kind, "a string")),
            (Type::Bool | Type::OptOut, Kind::Bool(on)) => Kind::Bool(on),
            (Type::Bool | Type::OptOut, Kind::Text(text)) => {
                Kind::Bool(bool_word(&text).ok_or_else(|| invalid(&text, "a boolean"))?)
            }
            (Type::Bool | Type::OptOut, kind) => return Err(self.is_no(&kind, "a boolean")),
            (Type::Int, Kind::Int(number)) => Kind::Int(number),
            (Type::Uint, Kind::Int(number)) if number >= 0 => Kind::Int(number),
            (Type::Int | Type::Uint, Kind::Float(number)) => Kind::Int(number as i64),
            (Type::Int, Kind::Text(text)) => {
                Kind::Int(go_int(&text).ok_or_else(|| invalid(&text, "a whole number"))?)
            }
            (Type::Int | Type::Uint, kind) => return Err(self.is_no(&kind, "a whole number")),
            (Type::Float | Type::Cpus, Kind::Int(number)) => float(number as f64),
            (Type::Float | Type::Cpus, Kind::Float(number)) => float(number),
            (Type::Float | Type::Cpus, Kind::Text(text)) => {
                float(go_float(&text).ok_or_else(|| invalid(&text, "a number"))?)
            }
            (Type::Float | Type::Cpus, kind) => return Err(self.is_no(&kind, "a number")),
            (Type::Bytes, Kind::Int(number)) => Kind::Text(Cow::Owned(number.to_string())),
            (Type::Bytes, Kind::Text(text)) => {
                let bytes = short::bytes(&text).ok_or_else(|| invalid(&text, "a size"))?;
                Kind::Text(Cow::Owned(bytes.to_string()))
            }
            // Compose takes no notice of what else is a size.
            (Type::Bytes, _) => Kind::Text(Cow::Borrowed("0")),
            (Type::Duration, kind) => {
                let text = self.printed(id, &kind);
                let duration = short::duration(&text).ok_or_else(|| invalid(&text, "a duration"))?;
                Kind::Text(Cow::Owned(short::go_duration(duration)))
            }
            (Type::Texts, Kind::List(items)) => self.texts(items, |kind| matches!(kind, Kind::Int(_)))?,
            (Type::Texts, kind) => return Err(self.is_no(&kind, "a list")),
            (Type::TextOrList | Type::NumbersOrTexts, Kind::Text(text)) => self.one(id, text),
            (Type::TextOrList, Kind::List(items)) => self.texts(items, |_| false)?,
            (Type::NumbersOrTexts, Kind::List(items)) => self.texts(items, |_| true)?,
            (Type::TextOrList | Type::NumbersOrTexts, kind) => return Err(self.is_no(&kind, "a list")),
            (Type::Command, Kind::Text(text)) => {
                let words = short::command_words(&text);
                let open = "a quote or bracket of the command is left open".to_owned();
                let words = words.ok_or((RefusalKind::InvalidValue, open))?;
                let items = words.into_iter().map(|word| self.text_item(id, word)).collect();
                Kind::List(items)
            }
            (Type::Command, Kind::List(items)) => self.texts(items, |_| false)?,
            (Type::Command, _) => return Ok(Kind::List(Vec::new())),
            (Type::HealthTest, Kind::Text(text)) => {
                let items = ["CMD-SHELL".to_owned(), text.into_owned()];
                Kind::List(items.into_iter().map(|word| self.text_item(id, word)).collect())
            }
            (Type::HealthTest, Kind::List(items)) => self.texts(items, |_| false)?,
            (Type::HealthTest, kind) => return Err(self.is_no(&kind, "a string or a list")),
            (Type::Environment | Type::Mapping | Type::Labels, Kind::Map(slots)) => {
                let is_environment = matches!(of, Type::Environment);
                self.values(slots, is_environment)
            }
            (Type::Options | Type::TextMap, Kind::Map(slots)) => self.values(slots, false),
            (Type::Environment | Type::Mapping | Type::Labels, Kind::List(items)) => {
                self.pairs(items, matches!(of, Type::Environment))?
            }
            (Type::Environment | Type::Mapping | Type::Labels | Type::Options | Type::TextMap, kind) => {
                return Err(self.is_no(&kind, "a mapping"));
            }
            (Type::MultiOptions, Kind::Map(mut slots)) => {
                for slot in &mut slots {
                    let kind = self.builder.merged.kind(slot.value).clone();
                    let list = match kind {
                        Kind::List(items) => self.texts(items, |_| true)?,
                        kind => {
                            let text = self.printed(slot.value, &kind);
                            let item = self.text_item(slot.value, text);
                            Kind::List(vec![item])
                        }
                    };
                    slot.value = self.builder.merged.with(list, slot.value);
                }
                Kind::Map(slots)
            }
            (Type::MultiOptions, kind) => return Err(self.is_no(&kind, "a mapping")),
            (Type::Hosts, kind) => self.hosts(id, kind)?,
            (Type::DeviceCount, Kind::Int(number)) => Kind::Int(number),
            (Type::DeviceCount, Kind::Text(text)) => match go_int(&text) {
                _ if text.eq_ignore_ascii_case("all") => Kind::Int(-1),
                Some(number) => Kind::Int(number),
                None => return Err(invalid(&text, "a number or `all`")),
            },
            (Type::DeviceCount, kind) => return Err(self.is_no(&kind, "a number or `all`")),
            (Type::Mode, Kind::Int(number)) => mode(number),
            (Type::Mode, Kind::Text(text)) => {
                mode(i64::from_str_radix(&text, 8).map_err(|_| invalid(&text, "a file mode"))?)
            }
            (Type::Mode, kind) => return Err(self.is_no(&kind, "a file mode")),
            (Type::Ulimit, Kind::Int(number)) if number != 0 => Kind::Int(number),
            (Type::Ulimit, Kind::Int(_)) => self.limits(id, Vec::new())?,
            (Type::Ulimit, Kind::Map(slots)) => self.limits(id, slots)?,
            (Type::Ulimit, kind) => return Err(self.is_no(&kind, "a limit")),
            (Type::Ssh, Kind::Map(slots)) => {
                let mut items = Vec::with_capacity(slots.len());
                for slot in slots {
                    let kind = self.builder.merged.kind(slot.value).clone();
                    let text = match kind {
                        Kind::Null => slot.key.to_string(),
                        kind => format!("{}: {}", slot.key, self.printed(slot.value, &kind)),
                    };
                    items.push(self.text_item(slot.value, text));
                }
                Kind::List(items)
            }
            (Type::Ssh, kind) => return Err(self.is_no(&kind, "a mapping")),
            (Type::Struct(_) | Type::List(_) | Type::Map(_) | Type::NullMap(_), kind) => kind,
        })
    }

    fn printed(&self, id: NodeId, kind: &Kind<'t>) -> String {
        match kind {
            Kind::Float(number) => go_number(*number),
            Kind::Text(text) => text.to_string(),
            _ => self.builder.merged.go_text(id),
        }
    }

    fn text_item(&mut self, of: NodeId, text: String) -> Item {
        Item { value: self.builder.merged.with(Kind::Text(Cow::Owned(text)), of), way: None }
    }

    fn one(&mut self, id: NodeId, text: Cow<'t, str>) -> Kind<'t> {
        Kind::List(vec![Item { value: self.builder.merged.with(Kind::Text(text), id), way: None }])
    }

    /// A list of texts; `is_printed` says what else becomes one.
    fn texts(&mut self, items: Vec<Item>, is_printed: fn(&Kind<'_>) -> bool) -> Result<Kind<'t>, Wrong> {
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            let kind = self.builder.merged.kind(item.value).clone();
            match kind {
                Kind::Text(_) | Kind::Unknown => out.push(item),
                kind if is_printed(&kind) => {
                    let text = Cow::Owned(self.printed(item.value, &kind));
                    out.push(Item { value: self.builder.merged.with(Kind::Text(text), item.value), ..item });
                }
                Kind::Pair(_) => {
                    let text = Cow::Owned(self.printed(item.value, &kind));
                    out.push(Item { value: self.builder.merged.with(Kind::Text(text), item.value), ..item });
                }
                kind => {
                    let ((kind, message), around) = (self.is_no(&kind, "a string"), self.around);
                    self.builder.refuse_node(kind, item.value, around, message);
                }
            }
        }
        Ok(Kind::List(out))
    }

    /// A mapping of texts; what has no value stays without, or is empty.
    fn values(&mut self, mut slots: Vec<Slot<'t>>, is_null_kept: bool) -> Kind<'t> {
        for slot in &mut slots {
            let kind = match self.builder.merged.kind(slot.value).clone() {
                Kind::Null if is_null_kept => continue,
                Kind::Null => Kind::Text(Cow::Borrowed("")),
                Kind::Unknown | Kind::Text(_) => continue,
                kind => Kind::Text(Cow::Owned(self.printed(slot.value, &kind))),
            };
            slot.value = self.builder.merged.with(kind, slot.value);
        }
        Kind::Map(slots)
    }

    /// A list of `KEY=value` as a mapping; the last of each key counts.
    fn pairs(&mut self, items: Vec<Item>, is_environment: bool) -> Result<Kind<'t>, Wrong> {
        let mut slots: Vec<Slot<'t>> = Vec::with_capacity(items.len());
        let mut known: HashMap<String, usize> = HashMap::new();
        for item in items {
            let kind = self.builder.merged.kind(item.value).clone();
            if matches!(kind, Kind::Unknown) {
                continue;
            }
            let pair = match &kind {
                Kind::Pair(slot) if !slot.key.contains('=') => Some(slot.as_ref().clone()),
                _ => None,
            };
            let mut slot = match pair {
                Some(slot) => Slot { way: item.way, ..slot },
                None => {
                    let text = self.printed(item.value, &kind);
                    let (key, value) = match text.split_once('=') {
                        Some((key, value)) => (key.to_owned(), Kind::Text(Cow::Owned(value.to_owned()))),
                        None => (text, Kind::Null),
                    };
                    let at = self.builder.merged.node(item.value).origin;
                    let value = self.builder.merged.with(value, item.value);
                    Slot { key: Cow::Owned(key), at, value, way: item.way }
                }
            };
            if is_environment && slot.key.ends_with(char::is_whitespace) {
                let message = format!("the name `{}` ends with a blank", slot.key);
                let around = self.around;
                self.builder.refuse_node(RefusalKind::InvalidValue, item.value, around, message);
            }
            match self.builder.merged.kind(slot.value).clone() {
                Kind::Null if !is_environment => {
                    slot.value = self.builder.merged.with(Kind::Text(Cow::Borrowed("")), slot.value);
                }
                Kind::Null | Kind::Unknown | Kind::Text(_) => {}
                kind => {
                    let text = Kind::Text(Cow::Owned(self.printed(slot.value, &kind)));
                    slot.value = self.builder.merged.with(text, slot.value);
                }
            }
            match known.get(slot.key.as_ref()).and_then(|at| slots.get_mut(*at)) {
                Some(same) => *same = slot,
                None => {
                    known.insert(slot.key.to_string(), slots.len());
                    slots.push(slot);
                }
            }
        }
        Ok(Kind::Map(slots))
    }

    fn limits(&mut self, id: NodeId, slots: Vec<Slot<'t>>) -> Result<Kind<'t>, Wrong> {
        let mut out = Vec::new();
        for name in ["soft", "hard"] {
            let given = slots.iter().find(|slot| slot.key == name).map(|slot| slot.value);
            let value = match given.map(|value| (value, self.builder.merged.kind(value).clone())) {
                Some((value, Kind::Int(_) | Kind::Unknown)) => value,
                Some((_, kind)) => return Err(self.is_no(&kind, "a whole number")),
                None => self.builder.merged.made(Kind::Int(0), id),
            };
            out.push(Slot { key: Cow::Borrowed(name), at: None, value, way: None });
        }
        Ok(Kind::Map(out))
    }

    /// Hosts and their addresses, as `HOST=ADDRESS` in order.
    fn hosts(&mut self, id: NodeId, kind: Kind<'t>) -> Result<Kind<'t>, Wrong> {
        let mut lines: Vec<(String, NodeId)> = Vec::new();
        let mut add = |this: &mut Self, host: &str, addresses: Vec<String>, of: NodeId| {
            if host.is_empty() || host.contains([':', '=']) {
                let around = this.around;
                let message = format!("`{host}` is not the name of a host");
                this.builder.refuse_node(RefusalKind::InvalidValue, of, around, message);
            }
            for address in addresses {
                let inner = address.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
                let address = inner.filter(|inner| !inner.is_empty()).unwrap_or(&address);
                lines.push((format!("{host}={address}"), of));
            }
        };
        match kind {
            Kind::Map(slots) => {
                for slot in slots {
                    let addresses = match self.builder.merged.kind(slot.value).clone() {
                        Kind::Null => vec![String::new()],
                        Kind::Text(text) => vec![text.into_owned()],
                        Kind::Unknown => continue,
                        Kind::List(items) => {
                            let printed = |item: &Item| self.builder.merged.printed(item.value);
                            items.iter().filter_map(printed).map(Cow::into_owned).collect()
                        }
                        kind => return Err(self.is_no(&kind, "an address")),
                    };
                    add(self, &slot.key, addresses, slot.value);
                }
            }
            Kind::List(items) => {
                for item in items {
                    let kind = self.builder.merged.kind(item.value).clone();
                    if matches!(kind, Kind::Unknown) {
                        continue;
                    }
                    let text = self.printed(item.value, &kind);
                    match text.split_once('=').or_else(|| text.split_once(':')) {
                        Some((host, addresses)) => {
                            let addresses = addresses.split(',').map(str::to_owned).collect();
                            add(self, host, addresses, item.value);
                        }
                        None => {
                            let around = self.around;
                            let message = format!("`{text}` has no address");
                            self.builder.refuse_node(RefusalKind::InvalidValue, item.value, around, message);
                        }
                    }
                }
            }
            kind => return Err(self.is_no(&kind, "a list of hosts")),
        }
        let _ = id;
        lines.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(Kind::List(lines.into_iter().map(|(line, of)| self.text_item(of, line)).collect()))
    }
}

/// A number in the precision that Compose keeps.
fn float<'t>(number: f64) -> Kind<'t> {
    Kind::Float((number as f32).to_string().parse().unwrap_or(number))
}

fn mode<'t>(number: i64) -> Kind<'t> {
    Kind::Text(Cow::Owned(format!("0{number:o}")))
}

/// What a type is when nothing is written.
fn zero<'t>(of: &Type) -> Kind<'t> {
    match of {
        Type::Text | Type::Mode | Type::Duration => Kind::Text(Cow::Borrowed("")),
        Type::Bytes => Kind::Text(Cow::Borrowed("0")),
        Type::Bool | Type::OptOut => Kind::Bool(false),
        Type::Int | Type::Uint | Type::DeviceCount => Kind::Int(0),
        Type::Float | Type::Cpus => Kind::Float(0.0),
        Type::Struct(_) | Type::Map(_) | Type::NullMap(_) => Kind::Map(Vec::new()),
        _ => Kind::List(Vec::new()),
    }
}
