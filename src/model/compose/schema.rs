//! What the schema of Compose refuses about a project, at the tokens that are written for it. The types are a table
//! (`facts/compose/schema.txt`).

use std::collections::HashSet;
use std::sync::LazyLock;

use super::builder::{Document, Judged, Role};
use super::identity::{Dialect, is_version_1};
use super::loading::NOWHERE;
use super::merged::{Kind, Merged, NodeId};
use crate::facts::compose;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::schema::{Entry, Fault, Key, Kind as Form, Node, Schema, Violation};
use crate::source::{Span, shown};
use crate::syntax::value::glob;

static SCHEMA: LazyLock<Schema<'static>> = LazyLock::new(|| Schema::new(&[compose::SCHEMA]));

/// A node of the merged tree as the walker sees it.
#[derive(Clone, Copy)]
struct Laid<'c> {
    merged: &'c Merged<'c>,
    id: NodeId,
    /// What is pointed at when nothing is written for the node itself.
    around: Span,
}

impl<'c> Laid<'c> {
    fn below(self, id: NodeId, around: Span) -> Laid<'c> {
        Laid { id, around, ..self }
    }
}

impl<'c> Node<'c> for Laid<'c> {
    fn kind(self) -> Form {
        match self.merged.kind(self.id) {
            // An item `KEY=value` is text, whatever its value is.
            Kind::Unknown | Kind::Pair(_) => Form::Unknown,
            Kind::Null => Form::Null,
            Kind::Bool(on) => Form::Bool(*on),
            Kind::Int(number) => Form::Int(i128::from(*number)),
            Kind::Float(number) => Form::Float(*number),
            Kind::Text(_) => Form::Text,
            Kind::List(_) => Form::List,
            Kind::Map(_) => Form::Map,
        }
    }

    fn text(self) -> &'c str {
        self.merged.text(self.id).unwrap_or("")
    }

    fn place(self) -> Span {
        self.merged.token_or(self.id, self.around)
    }

    fn entries(self) -> Vec<Entry<'c, Laid<'c>>> {
        let entry = |slot: &'c super::merged::Slot<'c>| {
            let place =
                slot.at.map_or_else(|| self.merged.token_or(slot.value, self.around), |key| key.token());
            Entry { key: Key { text: Some(&slot.key), place }, value: self.below(slot.value, place) }
        };
        self.merged.slots(self.id).iter().map(entry).collect()
    }

    fn items(self) -> Vec<Laid<'c>> {
        let around = self.place();
        self.merged.items(self.id).iter().map(|item| self.below(item.value, around)).collect()
    }

    fn is_certainly_text(self) -> bool {
        true
    }

    fn is_partial(self) -> bool {
        let origin = self.merged.node(self.id).origin;
        origin.is_some_and(|value| (value.is_mapping() || value.is_sequence()) && value.is_broken())
    }
}

/// What the schema refuses about a project.
#[derive(Default)]
pub(super) struct Found {
    pub(super) refusals: Vec<Refusal>,
    /// Services of which it is not known what they run, because that is what is refused: their keys.
    spoiled: HashSet<String>,
}

impl Found {
    /// Everything that is refused: what the schema says, and of what others say the rest.
    pub(super) fn with(
        self,
        merged: &Merged<'_>,
        root: Option<NodeId>,
        others: Vec<Refusal>,
    ) -> Vec<Refusal> {
        let services = root.and_then(|root| merged.get(root, "services"));
        let slots = services.into_iter().flat_map(|services| merged.slots(services));
        let spoiled: HashSet<Span> = slots
            .filter(|slot| self.spoiled.contains(slot.key.as_ref()))
            .filter_map(|slot| Some(slot.at?.token()))
            .collect();
        let told: HashSet<Span> = self.refusals.iter().map(|refusal| refusal.at).collect();
        let is_new = |other: &Refusal| match other.kind {
            RefusalKind::ServiceWithoutImage => !spoiled.contains(&other.at),
            _ => !told.contains(&other.at),
        };
        self.refusals.into_iter().chain(others.into_iter().filter(is_new)).collect()
    }

    fn add(&mut self, violation: Violation) {
        let mut keys = violation.path.split('.');
        if let (Some("services"), Some(name), key, None) =
            (keys.next(), keys.next(), keys.next(), keys.next())
        {
            let is_mistaken =
                matches!(violation.did_you_mean.as_deref(), Some("image" | "build" | "provider"));
            if key.is_none_or(|key| is_mistaken || matches!(key, "image" | "build")) {
                self.spoiled.insert(name.to_owned());
            }
        }
        self.refusals.push(refusal(violation));
    }
}

/// What the schema refuses about the parts of a project.
pub(super) fn refusals(
    merged: &Merged<'_>,
    judged: &[Judged],
    documents: &[Document<'_>],
    dialect: Option<Dialect>,
) -> Found {
    let Some(project) = SCHEMA.find("project").filter(|_| !merged.full) else { return Found::default() };
    let legacy = legacy(documents);
    let mut seen = HashSet::new();
    let mut out = Found::default();
    for (number, part) in judged.iter().enumerate() {
        let (Judged::First(id) | Judged::Layer(id) | Judged::Whole(id)) = *part;
        let root = Laid { merged, id, around: NOWHERE };
        for violation in SCHEMA.check(project, root, None).violations {
            let is_decided_later = match part {
                Judged::First(_) => !violation.is_absence(),
                Judged::Layer(_) => {
                    violation.is_absence()
                        || violation.fault == Fault::Duplicate
                        || (number > 1 && is_null(&violation))
                }
                Judged::Whole(_) => false,
            };
            let is_lifted = dialect == Some(Dialect::Coolify) && is_coolify(&violation);
            let is_version_1 = legacy.is_some() && !violation.path.contains('.');
            if !is_decided_later
                && !is_lifted
                && !is_version_1
                && seen.insert((violation.at, violation.fault))
            {
                out.add(violation);
            }
        }
    }
    out.refusals.extend(legacy);
    out
}

/// Whether a layer sets something to null, which one below it may have given a value.
fn is_null(violation: &Violation) -> bool {
    violation.expected.starts_with("null")
}

/// A file in the layout of the first version.
fn legacy(documents: &[Document<'_>]) -> Option<Refusal> {
    let document = documents.iter().find(|document| document.role == Role::Part)?;
    let root = document.root;
    let mut names = root.own_entries().filter(|pair| pair.key.text() != Some("version"));
    let first = names.find(|pair| pair.value.is_mapping()).filter(|_| is_version_1(root))?;
    Some(Refusal {
        kind: RefusalKind::LegacyLayout,
        at: first.key.token(),
        message: "this is a service of the first layout, which Compose does not read any more".to_owned(),
        help: Some("put the services below the key `services`".to_owned()),
        labels: Vec::new(),
        fix: None,
    })
}

/// Keys that Coolify has of its own, and takes away.
fn is_coolify(violation: &Violation) -> bool {
    let own = ["exclude_from_hc", "is_directory", "isDirectory", "content"];
    violation.fault == Fault::UnknownKey
        && own.iter().any(|key| violation.path.strip_suffix(key).is_some_and(|path| path.ends_with('.')))
}

/// A violation as the refusal that a rule reports.
fn refusal(violation: Violation) -> Refusal {
    let kind = kind(&violation);
    let message = match kind {
        RefusalKind::InvalidName => {
            format!(
                "a name in `{}` has only letters, digits, `.`, `_` and `-`",
                shown(holder(&violation.path))
            )
        }
        _ => fact(&violation),
    };
    let moved = || {
        let place = compose::MOVED.iter().find(|(path, _)| is_at(path, &violation.path));
        place.map(|(_, words)| format!("write {words} instead"))
    };
    let help = match (&violation.did_you_mean, violation.fault) {
        (_, Fault::UnknownKey) if kind == RefusalKind::InvalidName => None,
        (Some(meant), Fault::UnknownKey) => {
            moved().or_else(|| Some(format!("write `{}` if that is meant", shown(meant))))
        }
        (Some(meant), _) => Some(format!("write `{}` if that is meant", shown(meant))),
        (None, Fault::UnknownKey) => moved().or_else(|| {
            (!violation.expected.is_empty()).then(|| format!("known are {}", violation.expected))
        }),
        (None, Fault::WrongType) => quoted(&violation),
        (None, Fault::Format | Fault::NotAllowed) => Some(format!("write {}", violation.expected)),
        _ => None,
    };
    Refusal { kind, at: violation.at, message, help, labels: violation.labels, fix: None }
}

/// The fact; where much could stand, without all that.
fn fact(violation: &Violation) -> String {
    match violation.fault {
        Fault::Format | Fault::NotAllowed if violation.expected.len() > 40 => {
            format!("`{}` is not a value that it takes", shown(&violation.path))
        }
        _ => violation.fact(),
    }
}

/// What to write where a scalar only lacks its quotes.
fn quoted(violation: &Violation) -> Option<String> {
    let is_scalar = ["a number", "a boolean"].iter().any(|kind| violation.expected.starts_with(kind));
    let wants_list = || violation.expected.ends_with("not a list").then(|| "write a list: `[…]`".to_owned());
    (is_scalar && violation.expected.contains("a string"))
        .then(|| "put it in quotes".to_owned())
        .or_else(wants_list)
}

fn holder(path: &str) -> &str {
    match path.rsplit_once("[\"") {
        Some((holder, _)) if path.ends_with("\"]") => holder,
        _ => path.rsplit_once('.').map_or("", |(holder, _)| holder),
    }
}

/// Whether a path of a document is one of a table: as many keys, `*` being any.
fn is_at(pattern: &str, path: &str) -> bool {
    let key = pattern.rsplit('.').next().unwrap_or("");
    path.starts_with("services") && path.rsplit('.').next() == Some(key) && glob(pattern, path) && {
        let holder = holder(path);
        holder.starts_with("services[") || holder.matches('.').count() == 1
    }
}

/// Which rule says a violation.
fn kind(violation: &Violation) -> RefusalKind {
    let names = ["services", "networks", "volumes", "secrets", "configs", "models", "jobs", "depends_on"];
    match violation.fault {
        Fault::UnknownKey => {
            let holder = holder(&violation.path);
            let last = holder.rsplit('.').next().unwrap_or("");
            let is_section =
                names.contains(&last) && (!holder.contains('.') || violation.expected.is_empty());
            if is_section && violation.expected.is_empty() {
                RefusalKind::InvalidName
            } else {
                RefusalKind::UnknownKey
            }
        }
        Fault::WrongType => RefusalKind::WrongType,
        Fault::Missing => RefusalKind::MissingKey,
        Fault::Duplicate => RefusalKind::RepeatedListItem,
        Fault::Conflict => RefusalKind::ConflictingKeys,
        _ => RefusalKind::InvalidValue,
    }
}
