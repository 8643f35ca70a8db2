//! What CustomResourceDefinitions say about the objects of their kinds, as types of a table (docs/architecture.md,
//! "Schemas"). Judges nothing. The embedded table is made in the same way by scripts/custom-schema.py.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::sync::Arc;

use super::Object;
use crate::model::limits::{MAX_DEFINED_NODES, MAX_SCHEMA_DEPTH};
use crate::syntax::value::is_deferred;
use crate::syntax::yaml::{Plain, Value};

/// The types of the kinds that some definitions describe, by `group/version/Kind`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Definitions(BTreeMap<String, Arc<str>>);

impl Definitions {
    /// No definitions.
    pub const NONE: &'static Definitions = &Definitions(BTreeMap::new());

    /// What the definitions among some objects describe.
    pub fn of(objects: &[Object<'_>]) -> Definitions {
        let mut out = Definitions::default();
        let mut nodes = MAX_DEFINED_NODES;
        for object in objects.iter().filter(|object| object.kind == KIND) {
            out.read(object, &mut nodes);
        }
        out
    }

    /// Adds what others describe and is not there yet.
    pub fn add_all(&mut self, others: &Definitions) {
        for (kind, table) in &others.0 {
            self.0.entry(kind.clone()).or_insert_with(|| table.clone());
        }
    }

    /// The same of some kinds alone.
    pub fn add(&mut self, others: &Definitions, kinds: &BTreeSet<String>) {
        for (kind, table) in kinds.iter().filter_map(|kind| others.0.get_key_value(kind)) {
            self.0.entry(kind.clone()).or_insert_with(|| table.clone());
        }
    }

    /// The table of a kind, in which the type of the kind has the name `group/version/Kind`.
    pub fn table(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|table| &**table)
    }

    fn read(&mut self, object: &Object<'_>, nodes: &mut usize) {
        let spec = |path: &[&str]| object.node.get("spec")?.at(path);
        let known =
            |value: Option<Value<'_>>| value?.text().filter(|text| !is_deferred(text)).map(str::to_owned);
        let (Some(group), Some(kind)) = (known(spec(&["group"])), known(spec(&["names", "kind"]))) else {
            return;
        };
        if [&group, &kind].into_iter().any(|name| name.contains(char::is_whitespace)) {
            return;
        }
        let keeps = spec(&["preserveUnknownFields"]).is_some_and(|keeps| keeps.as_bool_kube() != Some(false));
        // Older versions of the definition keep what they do not know.
        let is_strict = object.api_version == "apiextensions.k8s.io/v1" && !keeps;
        let versions = spec(&["versions"]).into_iter().flat_map(Value::items);
        let versions =
            versions.map(|version| (known(version.get("name")), version.at(&["schema", "openAPIV3Schema"])));
        for (version, schema) in versions.chain([(known(spec(&["version"])), None)]) {
            let Some(version) = version.filter(|version| !version.contains(char::is_whitespace)) else {
                continue;
            };
            let name = format!("{group}/{version}/{kind}");
            let mut writer = Writer { text: "%null-is-absent\n".to_owned(), names: HashMap::new(), nodes };
            let schema = schema.filter(|schema| is_strict && schema.is_mapping());
            let root =
                schema.map_or_else(|| ANY.to_owned(), |schema| writer.object(schema, MAX_SCHEMA_DEPTH, true));
            writer.text.push_str(&format!("{name} = {root}\n"));
            self.0.entry(name).or_insert_with(|| writer.text.into());
        }
    }
}

const KIND: &str = "CustomResourceDefinition";
const ANY: &str = "any";

/// Writes the types of one kind.
struct Writer<'n> {
    text: String,
    /// The names of types, by what they hold.
    names: HashMap<String, String>,
    /// How many nodes of schemas may still be read.
    nodes: &'n mut usize,
}

impl Writer<'_> {
    /// The type that a schema describes.
    fn shape(&mut self, schema: Value<'_>, depth: usize) -> String {
        let (Some(depth), Some(nodes)) = (depth.checked_sub(1), self.nodes.checked_sub(1)) else {
            return ANY.to_owned();
        };
        *self.nodes = nodes;
        if is_true(schema, "x-kubernetes-int-or-string") {
            return "(int|string)".to_owned();
        }
        match text(schema, "type") {
            Some("array") => {
                let unique = text(schema, "x-kubernetes-list-type") == Some("set");
                let item =
                    schema.get("items").map_or_else(|| ANY.to_owned(), |items| self.shape(items, depth));
                format!("{}{item}", if unique { "[=]" } else { "[]" })
            }
            Some("object") => self.object(schema, depth, false),
            Some("string") => string(schema),
            Some("integer") => format!("int{}", bounds(schema)),
            Some("number") => format!("number{}", bounds(schema)),
            Some("boolean") => "bool".to_owned(),
            _ => ANY.to_owned(),
        }
    }

    /// A mapping: its fields, or the type of its values.
    fn object(&mut self, schema: Value<'_>, depth: usize, is_root: bool) -> String {
        let (fields, others) = (schema.get("properties"), schema.get("additionalProperties"));
        let keeps = is_true(schema, "x-kubernetes-preserve-unknown-fields")
            || is_true(schema, "x-kubernetes-embedded-resource")
            || [Some(schema), fields].into_iter().flatten().any(Value::is_broken);
        let mut open =
            if keeps { Some(ANY.to_owned()) } else { others.map(|others| self.shape(others, depth)) };
        let required: Vec<&str> =
            schema.get("required").into_iter().flat_map(Value::items).filter_map(Value::text).collect();
        let mut lines: BTreeMap<&str, String> = BTreeMap::new();
        for field in fields.map(Value::entries).unwrap_or_default() {
            let Some(name) = field.key.text().filter(|name| is_plain(name)) else {
                open = Some(ANY.to_owned());
                continue;
            };
            let may_lack = field.value.get("default").is_some() || is_true(field.value, "nullable");
            let mark = if required.contains(&name) && !may_lack { "!" } else { "" };
            let own = match name {
                // The server drops what is written there.
                "status" if is_root => ANY.to_owned(),
                _ => self.shape(field.value, depth),
            };
            lines.insert(name, format!(" {name}{mark} {own}\n{}", constraints(name, field.value)));
        }
        if is_root {
            for (name, line) in ROOT {
                lines.insert(name, line.to_owned());
            }
        }
        if lines.is_empty()
            && let Some(open) = open
        {
            return format!("{{}}{open}");
        }
        let lines = lines.into_values().chain(open.map(|open| format!(" * {open}\n"))).collect();
        self.named(lines)
    }

    /// The name of the type of some lines.
    fn named(&mut self, lines: String) -> String {
        let next = format!("t{}", self.names.len());
        let name = self.names.entry(lines).or_insert_with_key(|lines| {
            // Writing to a string cannot fail.
            let _ = write!(self.text, "{next}\n{lines}");
            next
        });
        name.clone()
    }
}

/// What every object has, whatever its definition says about it.
const ROOT: [(&str, &str); 3] = [
    ("apiVersion", " apiVersion string\n"),
    ("kind", " kind string\n"),
    ("metadata", " metadata! custom.Metadata\n"),
];

fn is_true(schema: Value<'_>, key: &str) -> bool {
    schema.get(key).and_then(Value::as_bool_kube) == Some(true)
}

fn text<'t>(schema: Value<'t>, key: &str) -> Option<&'t str> {
    schema.get(key)?.text()
}

/// Whether a name can stand in a table as it is.
fn is_plain(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '/' | '.' | '@' | '-');
    !name.is_empty() && name.chars().all(is_plain)
}

fn string(schema: Value<'_>) -> String {
    let Some(values) = schema.get("enum").filter(|values| values.items().len() > 0) else {
        let least = schema.get("minLength").and_then(Value::as_int_kube);
        return if least.is_some_and(|least| least > 0) { "string(1..)" } else { "string" }.to_owned();
    };
    let value = |value: Value<'_>| {
        let text =
            value.text().filter(|text| !text.contains(['"', '\n']) && value.yaml11() == Some(Plain::Text))?;
        Some(format!("\"{text}\""))
    };
    let values: Option<Vec<String>> = values.items().map(value).collect();
    values.map_or_else(|| "string".to_owned(), |values| format!("({})", values.join("|")))
}

/// The bounds of a number, where they are whole.
fn bounds(schema: Value<'_>) -> String {
    if is_true(schema, "exclusiveMinimum") || is_true(schema, "exclusiveMaximum") {
        return String::new();
    }
    let end = |key: &str| schema.get(key).and_then(Value::as_int_kube);
    let ends = [end("minimum"), end("maximum")];
    let [least, most] = ends.map(|end| end.map(|end| end.to_string()).unwrap_or_default());
    if ends == [None, None] { String::new() } else { format!("({least}..{most})") }
}

/// What a list in a field is asked besides.
fn constraints(name: &str, schema: Value<'_>) -> String {
    let is_word =
        |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !name.is_empty();
    let mut out = String::new();
    if text(schema, "type") != Some("array") || !is_word(name) {
        return out;
    }
    for word in ["min", "max"] {
        let count = schema.get(&format!("{word}Items")).and_then(Value::as_int_kube);
        if let Some(count) = count.filter(|count| *count > 0) {
            out.push_str(&format!(" : {name} {word}-items {count}\n"));
        }
    }
    let keys: Vec<&str> = schema
        .get("x-kubernetes-list-map-keys")
        .into_iter()
        .flat_map(Value::items)
        .filter_map(Value::text)
        .collect();
    if !keys.is_empty() && keys.iter().all(|key| is_word(key)) {
        out.push_str(&format!(" : {name} unique key={}\n", keys.join(",")));
    }
    out
}
