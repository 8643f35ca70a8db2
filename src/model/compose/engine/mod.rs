//! What Compose accepts when it reads a project, and it or the engine refuses when containers are made. Only what hangs
//! on nothing but the files: no image, plugin, device or kernel is asked. Reports nothing.

mod logging;
mod networks;
mod ports;
mod requests;
mod seccomp;
mod see;
mod service;
mod silent;
mod texts;
mod volumes;

pub use silent::{Ignored, IgnoredKind};

use std::collections::{HashMap, HashSet};

use see::{Named, See};

use super::loading::{NOWHERE, Sources};
use super::merged::{Merged, NodeId};
use crate::finding::Label;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::source::{Span, shown};
use crate::syntax::value::{ReferenceFault, is_filled_in, reference_fault};

/// What services refer to, by name.
struct Project<'c, 't> {
    sources: &'c dyn Sources<'t>,
    services: Vec<Named<'c>>,
    by_name: HashMap<&'c str, See<'c>>,
    networks: HashMap<&'c str, See<'c>>,
    volumes: Vec<Named<'c>>,
    secrets: HashMap<&'c str, See<'c>>,
    configs: HashMap<&'c str, See<'c>>,
    /// Whether it is for a swarm, which has networks over several hosts.
    has_overlay: bool,
}

/// What is refused about a project as Compose keeps it, and what is taken and has no effect.
pub(super) fn judge<'t>(
    merged: &Merged<'t>,
    root: NodeId,
    sources: &dyn Sources<'t>,
) -> (Vec<Refusal>, Vec<Ignored>) {
    let root = See::new(merged, root, NOWHERE);
    let list = |key: &str| root.get(key).into_iter().flat_map(See::entries).collect::<Vec<_>>();
    let by_name = |key: &str| list(key).iter().map(|entry| (entry.name, entry.value)).collect();
    let networks: HashMap<&str, See<'_>> = by_name("networks");
    let project = Project {
        sources,
        services: list("services"),
        by_name: by_name("services"),
        has_overlay: networks.values().any(|network| network.text_of("driver") == Some("overlay")),
        networks,
        volumes: list("volumes"),
        secrets: by_name("secrets"),
        configs: by_name("configs"),
    };
    (refusals(&project), silent::ignored(&project))
}

fn refusals(project: &Project<'_, '_>) -> Vec<Refusal> {
    let mut out = Out(Vec::new());
    for kind in project.services.iter().filter_map(|service| service.value.at_path(&["provider", "type"])) {
        if kind.text() == Some("compose") {
            out.say(RefusalKind::InvalidValue, kind.at, "Compose does not provide services itself");
        }
    }
    for service in project.running() {
        service::check(service.value, project, &mut out);
    }
    networks::check(project, &mut out);
    volumes::definitions(project, &mut out);
    ports::check(project, &mut out);
    // Of several about one token the first is enough.
    let mut seen = HashSet::new();
    out.0.retain(|refusal| seen.insert(refusal.at));
    out.0
}

impl<'c> Project<'c, '_> {
    /// The services of which containers are made.
    fn running(&self) -> impl Iterator<Item = &Named<'c>> {
        self.services.iter().filter(|service| runs(service.value))
    }
}

/// Whether a container is made of a service.
fn runs(service: See<'_>) -> bool {
    !service.has("provider") && replicas(service) != Some(0.0)
}

/// Whether something is made by others, or may be.
fn is_external(object: See<'_>) -> bool {
    object.get("external").is_some_and(|external| external.is_true() || external.is_unknown())
}

/// How many containers are made of a service, where that is written.
fn replicas(service: See<'_>) -> Option<f64> {
    service.number_of(&["deploy", "replicas"]).or_else(|| service.number_of(&["scale"]))
}

/// The refusals that were found.
struct Out(Vec<Refusal>);

impl Out {
    fn say(&mut self, kind: RefusalKind, at: Span, message: impl Into<String>) -> &mut Refusal {
        self.0.push_mut(Refusal {
            kind,
            at,
            message: message.into(),
            help: None,
            labels: Vec::new(),
            fix: None,
        })
    }

    /// A text that is not what its key takes.
    fn text(&mut self, value: See<'_>, fault: fn(&str) -> texts::Fault) {
        if let Some(text) = value.text()
            && let Some(what) = fault(text)
        {
            self.say(RefusalKind::InvalidValue, value.at, format!("`{}` is not {what}", shown(text)));
        }
    }

    /// The name of an image.
    fn image(&mut self, image: See<'_>) {
        let Some(text) = image.text() else { return };
        let Some((fault, part)) = reference_fault(text).filter(|_| !is_filled_in(text) && !text.is_empty())
        else {
            return;
        };
        if fault == ReferenceFault::Identifier {
            return;
        }
        let what = shown(text.get(part).unwrap_or(text)).to_string();
        let (message, help) = fault.words(&what);
        self.say(RefusalKind::InvalidImageReference, image.at, message).help = Some(help.to_owned());
    }

    fn conflict(&mut self, at: Span, message: impl Into<String>, other: Span, text: &str) {
        let label = Label { span: other, text: text.to_owned() };
        self.say(RefusalKind::ConflictingKeys, at, message).labels.push(label);
    }
}
