//! What a finding is about, and the words for it. Does not know which things a format has.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::source::{Span, shown};

/// What a finding is about: a stage, service, container, object. Findings of absence are drawn together by subject.
///
/// Displayed, it is what people call it: "service `db`", "container `api`"; the alternate form `{:#}` also says what it
/// belongs to: "container `api` of Deployment `shop`". Both are safe to print.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject {
    /// What sort of thing it is.
    pub kind: SubjectKind,
    /// What tells it from others of its kind.
    pub name: SubjectName,
    /// The thing that it is a part of.
    pub of: Option<Arc<Subject>>,
    /// The path of the thing inside its file, without line numbers: `services.db`, `stage:build`,
    /// `Deployment/api/containers[api]`. Part of a finding's identity.
    pub path: String,
    /// The token that a finding about the whole points at: the service's key, the FROM, the container's name.
    pub anchor: Span,
}

/// A sort of thing, with a word for one and for several.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SubjectKind {
    /// What a Dockerfile builds.
    Image,
    /// A stage of a Dockerfile.
    Stage,
    /// A service of a Compose file.
    Service,
    /// A container of a pod.
    Container,
    /// A container that runs before the others of its pod.
    InitContainer,
    /// A container that is added to a running pod.
    EphemeralContainer,
    /// A Kubernetes object of the kind that its manifest names, which may be any text.
    Object(String),
}

/// What tells a thing from others of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SubjectName {
    /// The name that somebody gave it.
    Given(String),
    /// Its place among its like, from 0, where it has no name.
    Number(usize),
    /// Nothing: it is the only one.
    Only,
    /// Nothing: it is the last one.
    Final,
    /// Nothing.
    Absent,
}

impl SubjectName {
    /// The name that somebody gave it.
    pub fn given(&self) -> Option<&str> {
        match self {
            SubjectName::Given(name) => Some(name),
            _ => None,
        }
    }
}

impl SubjectKind {
    /// The word for one; for an object it may be any text.
    pub fn singular(&self) -> &str {
        match self {
            SubjectKind::Image => "image",
            SubjectKind::Stage => "stage",
            SubjectKind::Service => "service",
            SubjectKind::Container => "container",
            SubjectKind::InitContainer => "init container",
            SubjectKind::EphemeralContainer => "ephemeral container",
            SubjectKind::Object(kind) => kind,
        }
    }

    /// The word for several. Those of objects are made as the API server makes the names of resources from kinds.
    pub fn plural(&self) -> Cow<'static, str> {
        let word = match self {
            SubjectKind::Image => "images",
            SubjectKind::Stage => "stages",
            SubjectKind::Service => "services",
            SubjectKind::Container => "containers",
            SubjectKind::InitContainer => "init containers",
            SubjectKind::EphemeralContainer => "ephemeral containers",
            SubjectKind::Object(kind) => {
                return Cow::Owned(match kind.strip_suffix('y') {
                    Some(stem) => format!("{stem}ies"),
                    None if kind.ends_with('s') => format!("{kind}es"),
                    None => format!("{kind}s"),
                });
            }
        };
        Cow::Borrowed(word)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = shown(self.kind.singular());
        match &self.name {
            SubjectName::Given(name) => write!(f, "{kind} `{}`", shown(name)),
            SubjectName::Number(number) => write!(f, "{kind} {number}"),
            SubjectName::Only => write!(f, "the {kind}"),
            SubjectName::Final => write!(f, "the final {kind}"),
            SubjectName::Absent => write!(f, "{kind}"),
        }?;
        match &self.of {
            Some(owner) if f.alternate() => write!(f, " of {owner}"),
            _ => Ok(()),
        }
    }
}

/// Several things as people list them: "a", "a and b", "a, b and c".
pub fn list_of<T: fmt::Display>(items: &[T]) -> String {
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        text.push_str(match index {
            0 => "",
            _ if index + 1 == items.len() => " and ",
            _ => ", ",
        });
        text.push_str(&item.to_string());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn subject(kind: SubjectKind, name: SubjectName) -> Subject {
        Subject { kind, name, of: None, path: String::new(), anchor: Span::new(SourceId(0), 0, 0) }
    }

    #[test]
    fn a_thing_is_called_by_its_kind_and_what_tells_it_apart() {
        let given = |name: &str| SubjectName::Given(name.to_owned());
        let object = |kind: &str| SubjectKind::Object(kind.to_owned());
        for (kind, name, words) in [
            (SubjectKind::Service, given("db"), "service `db`"),
            (SubjectKind::Stage, SubjectName::Number(2), "stage 2"),
            (SubjectKind::Stage, SubjectName::Final, "the final stage"),
            (SubjectKind::Image, SubjectName::Only, "the image"),
            (object("Deployment"), given("shop"), "Deployment `shop`"),
            (object("Deployment"), SubjectName::Absent, "Deployment"),
            (object("a\nb"), given("\u{202e}"), "a\\nb `\\u{202e}`"),
        ] {
            assert_eq!(subject(kind, name).to_string(), words);
        }
    }

    #[test]
    fn what_a_thing_belongs_to_is_said_when_it_is_asked_for() {
        let object = SubjectKind::Object("Deployment".to_owned());
        let owner = subject(object, SubjectName::Given("shop".to_owned()));
        let container = subject(SubjectKind::Container, SubjectName::Given("api".to_owned()));
        let container = Subject { of: Some(Arc::new(owner)), ..container };
        assert_eq!(container.to_string(), "container `api`");
        assert_eq!(format!("{container:#}"), "container `api` of Deployment `shop`");
    }

    #[test]
    fn kinds_of_objects_have_plurals() {
        for (one, many) in [("Job", "Jobs"), ("NetworkPolicy", "NetworkPolicies"), ("Ingress", "Ingresses")] {
            assert_eq!(SubjectKind::Object(one.to_owned()).plural(), many);
        }
    }

    #[test]
    fn the_last_of_several_is_joined_with_and() {
        assert_eq!(list_of::<&str>(&[]), "");
        assert_eq!(list_of(&["a"]), "a");
        assert_eq!(list_of(&["a", "b"]), "a and b");
        assert_eq!(list_of(&["a", "b", "c"]), "a, b and c");
    }
}
