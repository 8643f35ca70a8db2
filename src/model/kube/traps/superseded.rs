//! Labels and annotations that something else replaced. Knows no values of them.

use super::{Object, PodContainer, PodTemplate, Trap, TrapKind};
use crate::facts::kubernetes::dead::{ANNOTATIONS, MASTER, NODE_LABELS};
use crate::model::kube::read::items;
use crate::syntax::yaml::{Pair, Value};

/// What is superseded about an object itself.
pub(super) fn of_object(object: &Object<'_>, oldest: u16, out: &mut Vec<Trap>) {
    let annotations = object.node.at(&["metadata", "annotations"]).map(Value::entries).unwrap_or_default();
    self::annotations(&annotations, object.kind, oldest, out);
    let root = object.node;
    match object.kind {
        "PersistentVolume" => {
            let terms = root.at(&["spec", "nodeAffinity", "required"]);
            let terms = terms.into_iter().flat_map(|required| items(required, "nodeSelectorTerms"));
            terms.flat_map(keys).for_each(|key| node_label(key, out));
        }
        "StorageClass" => {
            let terms = items(root, "allowedTopologies");
            let labels = terms.flat_map(|term| items(term, "matchLabelExpressions"));
            labels.filter_map(|label| label.get("key")).for_each(|key| node_label(key, out));
        }
        "RuntimeClass" => {
            let selector = root.at(&["scheduling", "nodeSelector"]).map(Value::entries).unwrap_or_default();
            selector.iter().for_each(|pair| node_label(pair.key, out));
        }
        _ => {}
    }
}

/// What is superseded about a pod. Only a template is told of AppArmor when a field says it, too.
pub(super) fn of_pod(
    pod: &PodTemplate<'_>,
    oldest: u16,
    containers: &[PodContainer<'_>],
    out: &mut Vec<Trap>,
) {
    let has_field = |key: &str| {
        pod.security(key).is_some() || containers.iter().any(|container| container.security(key).is_some())
    };
    if !has_field("appArmorProfile") {
        annotations(&pod.annotations(), "", oldest, out);
    }
    let spec = pod.spec;
    let affinity = spec.at(&["affinity", "nodeAffinity"]);
    let required =
        affinity.and_then(|affinity| affinity.get("requiredDuringSchedulingIgnoredDuringExecution"));
    let terms = required.into_iter().flat_map(|required| items(required, "nodeSelectorTerms"));
    let preferred = affinity
        .into_iter()
        .flat_map(|affinity| items(affinity, "preferredDuringSchedulingIgnoredDuringExecution"))
        .filter_map(|term| term.get("preference"));
    let selector = spec.get("nodeSelector").map(Value::entries).unwrap_or_default();
    let selected = selector.iter().map(|pair| pair.key);
    let nodes: Vec<Value<'_>> = selected.chain(terms.chain(preferred).flat_map(keys)).collect();
    nodes.iter().for_each(|key| node_label(*key, out));
    let (master, since, instead) = MASTER;
    // Beside the new label the old one is for older nodes.
    let kind = match nodes.iter().any(|key| key.text() == Some(instead)) {
        true => TrapKind::SupersededLabel,
        false => TrapKind::RemovedNodeLabel,
    };
    for key in nodes.iter().filter(|key| since <= oldest && key.text() == Some(master)) {
        let message = format!("kubeadm gives nodes no such label since Kubernetes 1.{since}");
        out.push(Trap::new(kind, key.token(), message, format!("write `{instead}`")));
    }
    let rules = ["podAffinity", "podAntiAffinity"].into_iter().filter_map(|key| spec.at(&["affinity", key]));
    let rules: Vec<Value<'_>> = rules.collect();
    let required =
        rules.iter().flat_map(|rules| items(*rules, "requiredDuringSchedulingIgnoredDuringExecution"));
    let preferred =
        rules.iter().flat_map(|rules| items(*rules, "preferredDuringSchedulingIgnoredDuringExecution"));
    let terms = required.chain(preferred.filter_map(|term| term.get("podAffinityTerm")));
    let spread = items(spec, "topologySpreadConstraints");
    terms.chain(spread).filter_map(|term| term.get("topologyKey")).for_each(|key| node_label(key, out));
}

/// The keys that a term of a node selector compares.
fn keys(term: Value<'_>) -> impl Iterator<Item = Value<'_>> {
    items(term, "matchExpressions").filter_map(|expression| expression.get("key"))
}

fn node_label(key: Value<'_>, out: &mut Vec<Trap>) {
    let known = NODE_LABELS.iter().find(|(label, ..)| key.text() == Some(label));
    if let Some((_, since, instead)) = known {
        let message = format!("this label of nodes is deprecated since Kubernetes 1.{since}");
        out.push(Trap::new(TrapKind::SupersededLabel, key.token(), message, format!("write `{instead}`")));
    }
}

fn annotations(written: &[Pair<'_>], kind: &str, oldest: u16, out: &mut Vec<Trap>) {
    for pair in written {
        let Some(key) = pair.key.text() else { continue };
        let known = ANNOTATIONS.iter().find(|(of, known, since, _)| {
            *of == kind
                && *since <= oldest
                && (key == *known || (known.ends_with('/') && key.starts_with(known)))
        });
        if let Some((_, _, since, instead)) = known {
            let message = format!("this annotation is deprecated since Kubernetes 1.{since}");
            out.push(Trap::new(
                TrapKind::SupersededAnnotation,
                pair.key.token(),
                message,
                format!("use {instead}"),
            ));
        }
    }
}
