//! What a text is: by its file's name, then by its content. Parses YAML to know, and lints nothing.

use crate::discover::{Content, Named, content};
use crate::finding::ProblemKind;
use crate::model::{compose, kube};
use crate::source::Source;
use crate::syntax::{Limits, yaml};

/// A text of a format that is linted.
pub(super) enum Detected<'s> {
    /// A Dockerfile.
    Dockerfile,
    /// A Compose file.
    Compose(yaml::Tree<'s>),
    /// Kubernetes manifests.
    Kubernetes(yaml::Tree<'s>),
}

/// Decides what a text is; `None` when it is nothing that is linted. `by_name` is what its name promises; when the
/// name promises nothing, the content decides alone.
pub(super) fn detect<'s>(
    source: &'s Source,
    by_name: Option<Named>,
    limits: &Limits,
) -> Option<Detected<'s>> {
    let text = source.text.as_str();
    let is_compose = by_name == Some(Named::Compose);
    let content = content(text);
    match (by_name, content) {
        (Some(Named::Dockerfile), _) | (None | Some(Named::MaybeDockerfile), Content::Dockerfile) => {
            return Some(Detected::Dockerfile);
        }
        (Some(Named::MaybeDockerfile), _) => return None,
        (_, Content::MaybeCompose | Content::MaybeKubernetes) | (Some(Named::Compose), _) => {}
        _ => return None,
    }
    let tree = yaml::parse(source.id, text, limits);
    let has_syntax_error = tree.problems.iter().any(|problem| problem.kind == ProblemKind::YamlSyntax);
    if has_syntax_error && yaml::looks_templated(text) {
        // A template of Helm or Jinja is no YAML until it is rendered.
        return None;
    }
    let is_object = tree.roots().any(kube::is_object);
    if !is_object && (is_compose || tree.roots().any(compose::is_compose)) {
        return Some(Detected::Compose(tree));
    }
    let was_meant = content == Content::MaybeKubernetes && has_syntax_error && has_object_keys(text);
    (is_object || was_meant).then_some(Detected::Kubernetes(tree))
}

/// Whether a line starts with `apiVersion:` and one with `kind:`, so that a file which cannot be parsed was meant for
/// Kubernetes.
fn has_object_keys(text: &str) -> bool {
    let starts = |key: &str| text.lines().any(|line| line.starts_with(key));
    starts("apiVersion:") && starts("kind:")
}
