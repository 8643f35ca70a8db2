//! What a text is: by its file's name, then by its content. Parses YAML to know, and lints nothing.

use super::api::Given;
use super::report::{Notice, NoticeKind};
use crate::discover::{Content, Named, Skip, content};
use crate::finding::ProblemKind;
use crate::model::{compose, kube};
use crate::source::Source;
use crate::syntax::{Limits, yaml};

/// What a text is found to be.
pub(super) struct Detected<'s> {
    /// What can be linted of it; `None` when that is nothing.
    pub(super) document: Option<Document<'s>>,
    /// What cannot be, though it was meant to be of a format that is linted.
    pub(super) rest: Option<Rest>,
}

/// A text of a format that is linted.
pub(super) enum Document<'s> {
    /// A Dockerfile.
    Dockerfile,
    /// A Compose file.
    Compose(yaml::Tree<'s>),
    /// Kubernetes manifests.
    Kubernetes(yaml::Tree<'s>),
}

/// What is not linted of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rest {
    /// Where it starts.
    at: u32,
    /// Why it may be passed over where nobody named the file; `None` when it may not.
    skip: Option<Skip>,
    text: &'static str,
}

impl Rest {
    /// The sentence about it.
    pub(super) fn text(self) -> &'static str {
        self.text
    }

    /// What is to be said about it.
    pub(super) fn notice(self, source: &Source, given: Given) -> Notice {
        let kind = match self.skip {
            Some(why) if given != Given::Named => NoticeKind::Skipped(why),
            _ => NoticeKind::NotChecked,
        };
        let line = (self.at > 0).then(|| source.line(self.at));
        Notice { path: source.path.clone(), line, kind, text: self.text.to_owned() }
    }
}

const TEMPLATE: &str = "it is a template, which is YAML only after it is rendered";
const VERSION_1: &str = "it has services at its top, as in version 1 of Compose, which is not read any more";
const NO_OBJECT: &str = "it has no object with `apiVersion` and `kind`";

/// Decides what a text is. `named` is what its name or the user says; when that is nothing, the content decides alone.
/// `is_included` says whether a Compose project has it among its files, whatever it looks like.
pub(super) fn detect<'s>(
    source: &'s Source,
    named: Option<Named>,
    limits: &Limits,
    is_included: &dyn Fn() -> bool,
) -> Detected<'s> {
    let text = source.text.as_str();
    let whole = |document| Detected { document: Some(document), rest: None };
    let nothing = Detected { document: None, rest: None };
    let looks_like = content(text);
    match (named, looks_like) {
        (Some(Named::Dockerfile), _) | (None | Some(Named::MaybeDockerfile), Content::Dockerfile) => {
            return whole(Document::Dockerfile);
        }
        (Some(Named::MaybeDockerfile), _) => return nothing,
        (_, Content::MaybeCompose | Content::MaybeKubernetes) => {}
        (Some(Named::Compose | Named::Kubernetes), _) => {}
        _ => return nothing,
    }
    let is_manifest = looks_like == Content::MaybeKubernetes && named != Some(Named::Compose);
    let mut tree = yaml::parse_leniently(source.id, text, limits, is_manifest);
    let is_cut = tree.problems.iter().any(|problem| cuts(problem.kind));
    let mut rest = template(&tree, text);
    if rest.is_some() {
        tree.drop_broken();
    }
    let is_promised = matches!(named, Some(Named::Compose | Named::Kubernetes));
    let has_object = tree.roots().any(kube::is_object);
    let has_compose = tree.roots().any(compose::is_compose);
    let may_be_compose = !has_object && named != Some(Named::Kubernetes);
    if named == Some(Named::Compose) && !is_cut && tree.roots().any(compose::is_version_1) {
        // A rule says it, too; nothing else can be said about it.
        rest = Some(Rest { at: 0, skip: None, text: VERSION_1 });
        return Detected { document: Some(Document::Compose(tree)), rest };
    }
    if rest.is_some() && !has_object && !has_compose {
        let is_meant = is_promised || kube::was_meant(text) || compose::was_meant(text);
        return Detected { document: None, rest: rest.filter(|_| is_meant) };
    }
    let document = if may_be_compose && (named == Some(Named::Compose) || has_compose) {
        Some(Document::Compose(tree))
    } else if has_object || (is_cut && (named == Some(Named::Kubernetes) || kube::was_meant(text))) {
        Some(Document::Kubernetes(tree))
    } else if may_be_compose && (is_cut && compose::was_meant(text) || is_included()) {
        Some(Document::Compose(tree))
    } else {
        None
    };
    if document.is_none() && named == Some(Named::Kubernetes) {
        rest = Some(Rest { at: 0, skip: None, text: NO_OBJECT });
    }
    Detected { document, rest }
}

/// Whether a problem keeps a document from being read to its end.
fn cuts(kind: ProblemKind) -> bool {
    matches!(kind, ProblemKind::YamlSyntax | ProblemKind::Limit)
}

/// Where a template of Helm or Jinja stops being YAML.
fn template(tree: &yaml::Tree<'_>, text: &str) -> Option<Rest> {
    let first = tree.problems.iter().find(|problem| problem.kind == ProblemKind::YamlSyntax)?;
    let rest = Rest { at: first.at.start, skip: Some(Skip::Template), text: TEMPLATE };
    yaml::looks_templated(text).then_some(rest)
}
