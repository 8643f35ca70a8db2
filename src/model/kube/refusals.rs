//! What an API server refuses about objects: their types, what it asks of their fields, and how fields relate. The
//! vocabulary is a table (`facts/kubernetes/schema.txt`); the few checks that are code are in `relations`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::served::{Served, served};
use super::{Definitions, Object, Use, relations};
use crate::facts::kubernetes;
use crate::finding::{Fix, Safety};
use crate::model::refusal::{Refusal, RefusalKind};
use crate::schema::{Fault, Reading, Schema, Violation, Yaml};
use crate::settings::{Minors, Settings};
use crate::source::{Span, shown};
use crate::syntax::nearest;
use crate::syntax::value::is_deferred;
use crate::syntax::yaml::Value;

static CUSTOM: LazyLock<Schema<'static>> =
    LazyLock::new(|| Schema::new(&[kubernetes::CUSTOM, kubernetes::SCHEMA]));

static SCHEMA: LazyLock<Schema<'static>> = LazyLock::new(|| Schema::new(&[kubernetes::SCHEMA]));

/// The minors that manifests are for: the newest, where nobody names any.
pub fn minors(settings: &Settings) -> Minors {
    settings.kubernetes.unwrap_or(Minors { oldest: kubernetes::NEWEST, newest: kubernetes::NEWEST })
}

/// What servers refuse about the objects of a file, in their order.
pub fn refusals(objects: &[Object<'_>], of_use: Use<'_>) -> impl Iterator<Item = Refusal> {
    let mut defined = Defined::default();
    objects.iter().flat_map(move |object| of_object(object, of_use, &mut defined))
}

/// The schemas of kinds that are defined around a file, made when the first object of a kind is met.
type Defined<'d> = BTreeMap<String, Schema<'d>>;

/// The objects of custom resources, as kinds with how many there are of each: `group/version/Kind`.
pub fn custom_kinds(objects: &[Object<'_>], minors: Minors) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    let is_custom = |object: &&Object<'_>| {
        !object.api_version.is_empty() && !object.kind.is_empty() && served(object, minors) == Served::Custom
    };
    objects.iter().filter(is_custom).for_each(|object| *out.entry(name(object)).or_insert(0) += 1);
    out
}

/// Whether a custom resource has a schema, among definitions or in the embedded table.
pub fn has_schema(kind: &str, definitions: &Definitions) -> bool {
    definitions.table(kind).is_some() || CUSTOM.find(&in_table(kind)).is_some()
}

/// How the kind of an object of a custom resource is spelt, where only its case is another one.
pub fn misspelt(object: &Object<'_>) -> Option<&'static str> {
    let spelling = kubernetes::spelling(object.kind).filter(|spelling| *spelling != object.kind)?;
    CUSTOM.find(&in_table(&name(object))).map(|_| spelling)
}

/// The group, version and kind of an object.
fn name(object: &Object<'_>) -> String {
    format!("{}/{}", object.api_version, object.kind)
}

/// The same as the embedded table of custom resources has it: it does not know how kinds are spelt.
fn in_table(name: &str) -> String {
    let (version, kind) = name.rsplit_once('/').unwrap_or(("", name));
    format!("{version}/{}", kind.to_lowercase())
}

/// What a server refuses about an object by its schema, in the order of places; `None` without one.
fn violations<'d>(object: &Object<'_>, of_use: Use<'d>, defined: &mut Defined<'d>) -> Option<Vec<Violation>> {
    let name = name(object);
    match served(object, of_use.minors) {
        Served::Yes(_) => held(&SCHEMA, &name, object, Some(of_use.minors)),
        Served::Custom => match of_use.definitions.table(&name) {
            Some(table) => {
                let of_table = || Schema::new(&[table, kubernetes::SCHEMA]);
                held(defined.entry(name.clone()).or_insert_with(of_table), &name, object, None)
            }
            None => held(&CUSTOM, &in_table(&name), object, None),
        },
        Served::Removed(_) | Served::NotYet(_) | Served::Unknown => None,
    }
}

/// Holds an object against the type of a name, with the fields of some versions.
fn held(
    schema: &Schema<'_>,
    name: &str,
    object: &Object<'_>,
    minors: Option<Minors>,
) -> Option<Vec<Violation>> {
    let id = schema.find(name)?;
    let yaml = Yaml { value: object.node, reading: Reading::Kubernetes, is_unknown: is_deferred };
    let mut violations = schema.check(id, yaml, minors.map(|minors| minors.newest)).violations;
    if let Some(minors) = minors.filter(|minors| minors.oldest < minors.newest) {
        let older = schema.check(id, yaml, Some(minors.oldest)).violations;
        violations.extend(older.into_iter().filter(|violation| violation.fault == Fault::OtherVersion));
    }
    Some(violations)
}

/// What a server of a minor has against an object in a version of the API, and where; `None` without a schema.
pub(super) fn verdict<'t>(object: &Object<'t>, version: &'t str, minor: u16) -> Option<Verdict> {
    let object = &Object { api_version: version, ..object.clone() };
    let violations = held(&SCHEMA, &name(object), object, Some(Minors { oldest: minor, newest: minor }))?;
    let by_schema = violations.iter().map(|violation| (kind(violation), violation.at));
    Some(
        by_schema
            .chain(relations::refusals(object).iter().map(|refusal| (refusal.kind, refusal.at)))
            .collect(),
    )
}

/// Kinds of refusals with their places.
pub(super) type Verdict = Vec<(RefusalKind, Span)>;

fn of_object<'d>(object: &Object<'_>, of_use: Use<'d>, defined: &mut Defined<'d>) -> Vec<Refusal> {
    if let Some(refusal) = half(object).or_else(|| too_long(object)) {
        return vec![refusal];
    }
    let Some(mut violations) = violations(object, of_use, defined) else { return Vec::new() };
    let is_partial =
        object.is_partial(of_use, violations.iter().filter(|violation| violation.is_absence()).count());
    let is_silent = |violation: &Violation| {
        // What a patch refers to may be in the object that it is for.
        let hangs_on_whole = violation.is_absence() || violation.fault == Fault::Reference;
        (is_partial && hangs_on_whole)
            || object.node.is_cut_at(violation.at)
            || (violation.fault == Fault::UnknownKey && is_directive(violation))
    };
    violations.retain(|violation| !is_silent(violation));
    leave_out_misspelt(&mut violations);
    let mut out: Vec<Refusal> = violations.into_iter().map(refusal).collect();
    if !is_partial && matches!(served(object, of_use.minors), Served::Yes(_)) {
        out.extend(relations::refusals(object));
    }
    out
}

/// Takes out what is missing only because its key is misspelt, which is said already.
fn leave_out_misspelt(violations: &mut Vec<Violation>) {
    let meant = |violation: &Violation| {
        let (meant, path) = (violation.did_you_mean.as_deref()?, violation.path.as_str());
        let holder = path.rsplit_once('.').map_or("", |(holder, _)| holder);
        (violation.fault == Fault::UnknownKey).then(|| (holder.to_owned(), meant.to_owned()))
    };
    let meant: Vec<(String, String)> = violations.iter().filter_map(meant).collect();
    if meant.is_empty() {
        return;
    }
    violations.retain(|violation| {
        let is_meant = |(holder, key): &(String, String)| {
            let path = if holder.is_empty() { key.clone() } else { format!("{holder}.{key}") };
            violation.path == path
                || (violation.path == *holder && violation.expected.contains(&format!("`{key}`")))
        };
        violation.fault != Fault::Missing || !meant.iter().any(is_meant)
    });
}

/// What an object lacks of `apiVersion` and `kind`.
fn half(object: &Object<'_>) -> Option<Refusal> {
    let key = match (object.api_version, object.kind) {
        ("", _) => "apiVersion",
        (_, "") => "kind",
        _ => return None,
    };
    let of = |kind, at, message: String, help: String| Refusal {
        kind,
        at,
        message,
        help: Some(help),
        labels: Vec::new(),
        fix: None,
    };
    let example = if key == "kind" { "Deployment" } else { "apps/v1" };
    if let Some(pair) = object.node.pair(key).filter(|pair| !pair.value.is_null()) {
        let message = format!("`{key}` is not a string");
        return Some(of(
            RefusalKind::WrongType,
            pair.value.token(),
            message,
            format!("write it as in `{key}: {example}`"),
        ));
    }
    let entries = object.node.entries();
    let near = entries.iter().find(|pair| pair.key.text().is_some_and(|text| nearest(text, [key]).is_some()));
    let message = format!("the object has no `{key}`");
    Some(match near {
        Some(pair) if !pair.value.is_null() => {
            of(RefusalKind::MissingKey, pair.key.token(), message, format!("write `{key}` if that is meant"))
        }
        _ => of(
            RefusalKind::MissingKey,
            object.node.token(),
            message,
            format!("add it, as in `{key}: {example}`"),
        ),
    })
}

/// An `apiVersion` of more parts than a group and a version.
fn too_long(object: &Object<'_>) -> Option<Refusal> {
    let at = object
        .api_version_at()
        .filter(|_| object.api_version.matches('/').count() > 1 && !is_deferred(object.api_version))?;
    let message = "`apiVersion` is not a group and a version".to_owned();
    let help = Some("write both with one `/` between them, such as `apps/v1`".to_owned());
    Some(Refusal { kind: RefusalKind::InvalidValue, at, message, help, labels: Vec::new(), fix: None })
}

/// Whether an unknown key is one that tells a tool how to merge a patch: `$patch`, `$setElementOrder/…`.
fn is_directive(violation: &Violation) -> bool {
    violation.path.rsplit(['.', '"']).any(|key| key.starts_with('$'))
}

/// A violation as the refusal that a rule reports.
fn refusal(violation: Violation) -> Refusal {
    let kind = kind(&violation);
    let fact = violation.fact();
    // What a format is like is said by its help.
    let (message, like) = match fact.split_once(": ") {
        Some((message, like)) if violation.fault == Fault::Format => {
            (message.to_owned(), Some(like.to_owned()))
        }
        _ => (fact, None),
    };
    let help = match (&violation.did_you_mean, violation.fault) {
        (Some(meant), _) => Some(format!("write `{}` if that is meant", shown(meant))),
        // Every object has a kind, so that the key says nothing about where it was meant.
        (None, Fault::UnknownKey)
            if violation.belongs.is_some()
                && ![".kind", ".apiVersion"].iter().any(|key| violation.path.ends_with(key)) =>
        {
            violation.belongs.as_ref().map(|place| format!("it belongs {}", shown(place)))
        }
        (None, Fault::UnknownKey) if !violation.expected.is_empty() => {
            Some(format!("known are {}", violation.expected))
        }
        (None, Fault::Missing) if violation.expected.is_empty() => Some("add it".to_owned()),
        (None, Fault::WrongType)
            if message.ends_with("a number, not a string")
                || message.ends_with("a boolean, not a string") =>
        {
            Some("put it in quotes".to_owned())
        }
        _ => like.map(|like| format!("write {like}")),
    };
    let fix = violation.change.map(|edit| {
        let title = match violation.fault {
            Fault::UnknownKey => format!("write `{}`", shown(&edit.text)),
            _ => "put it in quotes".to_owned(),
        };
        Fix { title, safety: Safety::Safe, edits: vec![edit] }
    });
    Refusal { kind, at: violation.at, message, help, labels: violation.labels, fix }
}

/// Which rule says a violation.
fn kind(violation: &Violation) -> RefusalKind {
    let path = violation.path.as_str();
    let is_label = || {
        ["metadata.labels", "matchLabels", "metadata.annotations", "nodeSelector"]
            .iter()
            .any(|part| path.contains(part))
    };
    let is_name = || {
        ["metadata.name", "metadata.generateName", "metadata.namespace"].iter().any(|end| path.ends_with(end))
    };
    let is_volume =
        || ["volumeMounts[", "volumeDevices[", "fileKeyRef."].iter().any(|part| path.contains(part));
    match violation.fault {
        Fault::UnknownKey | Fault::Deprecated => RefusalKind::UnknownKey,
        Fault::OtherVersion => RefusalKind::FieldNotInVersion,
        Fault::WrongType => RefusalKind::WrongType,
        Fault::Missing => RefusalKind::MissingKey,
        Fault::Duplicate => RefusalKind::RepeatedListItem,
        Fault::Conflict => RefusalKind::ConflictingKeys,
        Fault::NotAllowed if violation.expected.is_empty() => RefusalKind::ConflictingKeys,
        Fault::Reference if is_volume() => RefusalKind::UndefinedVolume,
        Fault::Reference => RefusalKind::UndefinedReference,
        Fault::Format if violation.expected.contains("quantity") => RefusalKind::InvalidQuantity,
        Fault::Format | Fault::Length if is_label() => RefusalKind::InvalidLabel,
        Fault::Format | Fault::Length if is_name() => RefusalKind::InvalidName,
        Fault::Empty | Fault::NotAllowed | Fault::Range | Fault::Length | Fault::Count | Fault::Format => {
            RefusalKind::InvalidValue
        }
    }
}

impl Object<'_> {
    /// Whether the object is by its form a part of one, such as a patch or the base of a kustomization: what it lacks,
    /// another file has.
    pub fn is_part(&self, of_use: Use<'_>) -> bool {
        let is_workload = matches!(self.kind, "Deployment" | "ReplicaSet" | "DaemonSet" | "StatefulSet")
            && self.api_version == "apps/v1";
        let spec = self.node.get("spec").filter(|spec| is_workload && spec.is_mapping());
        let lacks_selector = spec.is_some_and(|spec| spec.get("selector").is_none());
        // What tools compare a cluster with says how an object of a custom resource is, and not what it is made of.
        let is_assertion = served(self, of_use.minors) == Served::Custom
            && self.node.get("spec").is_none()
            && self.node.get("status").is_some();
        of_use.is_patch
            || is_assertion
            || (lacks_selector && (of_use.is_kustomized || !self.is_whole_without_selector()))
            || (of_use.has_directives && has_directive(self.node))
    }

    /// Whether a workload without a selector can be nothing but a whole one: its specification is empty, or it has all
    /// that a pod needs.
    fn is_whole_without_selector(&self) -> bool {
        // Labels by which a selector finds pods; a patch or base has others, such as those that switch something on.
        let finds = |key: &str| !key.contains('/') || key.starts_with("app.kubernetes.io/");
        let has_labels = |template: Value<'_>| {
            let labels = template.at(&["metadata", "labels"]).map(Value::entries).unwrap_or_default();
            labels.iter().any(|label| label.key.text().is_some_and(finds))
        };
        let has = |container: &super::PodContainer<'_>| {
            ["name", "image"].iter().all(|key| container.node.get(key).is_some())
        };
        let containers = || self.pods.iter().flat_map(|pod| pod.containers());
        match self.node.get("spec") {
            Some(spec) if spec.entries().is_empty() => !spec.is_broken(),
            Some(spec) => {
                spec.get("template").is_some_and(has_labels)
                    && containers().next().is_some()
                    && containers().all(|container| has(&container))
            }
            None => false,
        }
    }

    /// The same, where it is known how many required fields it lacks.
    fn is_partial(&self, of_use: Use<'_>, absences: usize) -> bool {
        // Containers are merged by name.
        let lacks_image = |container: &super::PodContainer<'_>| {
            container.node.get("name").is_some() && container.node.get("image").is_none()
        };
        self.is_part(of_use)
            || (absences > 1 && self.pods.iter().any(|pod| pod.containers().iter().any(lacks_image)))
    }
}

/// Whether a value has a key of a patch somewhere.
fn has_directive(root: Value<'_>) -> bool {
    let mut open = vec![root];
    while let Some(value) = open.pop() {
        for pair in value.own_entries() {
            if pair.key.text().is_some_and(|key| key == "$patch" || key.starts_with("$setElementOrder/")) {
                return true;
            }
            open.push(pair.value);
        }
        open.extend(value.items().filter(|item| item.is_mapping() || item.is_sequence()));
    }
    false
}
