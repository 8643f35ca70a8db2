//! Traps in objects as a whole: their identity, and settings that their kind does not read. Compares the objects of a
//! file with each other.

use std::collections::BTreeMap;

use super::containers::{amounts, bytes};
use super::volumes::removed;
use super::{Object, PodTemplate, Trap, TrapKind, Use};
use crate::facts::kubernetes::dead;
use crate::model::kube::read::{items, known};
use crate::model::limits::MAX_SECRET_TEXT;
use crate::source::{Span, shown};
use crate::syntax::value::{base64_bytes, is_deferred, is_never};
use crate::syntax::yaml::{Pair, Value};

/// Objects of one kind and name: the second one is written over the first.
pub(super) fn duplicates(objects: &[Object<'_>], of_use: Use<'_>, out: &mut Vec<Trap>) {
    let mut seen: BTreeMap<(&str, &str, Option<&str>, &str), Span> = BTreeMap::new();
    for object in objects {
        let Some(at) = object.node.at(&["metadata", "name"]) else { continue };
        let Some(name) = known(Some(at)).filter(|name| !name.is_empty()) else { continue };
        let group = object.api_version.rsplit_once('/').map_or("", |(group, _)| group);
        let is_unknown = object.namespace.is_some_and(is_deferred) || is_deferred(object.kind);
        if is_unknown || object.node.is_broken() || object.is_part(of_use) {
            continue;
        }
        let key = (group, object.kind, object.namespace, name);
        match seen.get(&key) {
            Some(first) => {
                let message = format!(
                    "`{}` is here twice: the last {} replaces the first",
                    shown(name),
                    shown(object.kind)
                );
                let trap = Trap::new(
                    TrapKind::DuplicateObject,
                    at.token(),
                    message,
                    "remove one of them, or give it a name of its own",
                );
                out.push(trap.label(*first, "the first one"));
            }
            None => {
                seen.insert(key, at.token());
            }
        }
    }
}

/// The traps of an object.
pub(super) fn traps(object: &Object<'_>, is_part: bool, of_use: Use<'_>, out: &mut Vec<Trap>) {
    let root = object.node;
    server_set(root, out);
    deprecated(object, of_use, out);
    let oldest = of_use.minors.oldest;
    match (object.api_version, object.kind) {
        ("v1", "Secret") => secret(root, out),
        ("v1", "Service") if !is_part => service(root, out),
        ("v1", "PersistentVolume") => {
            removed(root.get("spec").into_iter(), oldest, out);
            out.extend(root.at(&["spec", "capacity", "storage"]).and_then(bytes));
        }
        ("v1", "PersistentVolumeClaim") => root.get("spec").into_iter().for_each(|spec| amounts(spec, out)),
        ("batch/v1", "CronJob") => out.extend(schedule(root)),
        ("apps/v1", "DaemonSet") => strategy(root, out),
        ("apps/v1", "StatefulSet") => {
            let claims = root.at(&["spec", "volumeClaimTemplates"]).into_iter().flat_map(Value::items);
            claims.filter_map(|claim| claim.get("spec")).for_each(|spec| amounts(spec, out));
        }
        ("autoscaling/v2", "HorizontalPodAutoscaler") => metrics(root, out),
        _ => {}
    }
    if !is_part {
        out.extend(hostname(object));
    }
}

/// Fields that the server writes.
fn server_set(root: Value<'_>, out: &mut Vec<Trap>) {
    const FIELDS: [&str; 6] =
        ["creationTimestamp", "deletionTimestamp", "managedFields", "resourceVersion", "selfLink", "uid"];
    let Some(metadata) = root.get("metadata") else { return };
    let is_set = |pair: &Pair<'_>| {
        !pair.value.is_null() && pair.value.text().is_none_or(|text| !text.is_empty() && !is_deferred(text))
    };
    let mut fields = FIELDS.iter().filter_map(|key| metadata.pair(key)).filter(is_set);
    let Some(first) = fields.next() else { return };
    let name = shown(first.key.text().unwrap_or(""));
    let message = format!("only the server writes `{name}`");
    let trap = Trap::new(
        TrapKind::ServerSetField,
        first.key.token(),
        message,
        "remove what the server writes, `status` too",
    );
    out.push(match fields.next() {
        Some(next) => trap.label(next.key.token(), "this, too"),
        None => trap,
    });
}

/// Kinds that were given up without a day.
fn deprecated(object: &Object<'_>, of_use: Use<'_>, out: &mut Vec<Trap>) {
    let is_it = |(version, kind, since, _): &&(&str, &str, u16, &str)| {
        *version == object.api_version && *kind == object.kind && *since <= of_use.minors.oldest
    };
    let (Some((_, kind, since, instead)), Some(at)) =
        (dead::KINDS.iter().find(is_it), object.node.get("kind"))
    else {
        return;
    };
    let message = format!("`{kind}` is deprecated since Kubernetes 1.{since}");
    out.push(Trap::new(TrapKind::DeprecatedKind, at.token(), message, format!("use {instead}")));
}

/// Values of one line that end in a line break.
fn secret(root: Value<'_>, out: &mut Vec<Trap>) {
    for (map, is_encoded) in [("data", true), ("stringData", false)] {
        for pair in root.get(map).map(Value::entries).unwrap_or_default() {
            // What has a dot in its name is a file.
            let is_value = pair.key.text().is_some_and(|key| !key.contains('.'));
            let text = pair.value.text().filter(|text| is_value && text.len() <= MAX_SECRET_TEXT);
            let ends = text.is_some_and(|text| match is_encoded {
                true => base64_bytes(text).is_some_and(|bytes| is_broken_line(&bytes)),
                false => is_broken_line(text.as_bytes()),
            });
            if ends {
                let message =
                    format!("the value of `{}` ends in a line break", shown(pair.key.text().unwrap_or("")));
                let help = if is_encoded {
                    "encode it without: `printf %s VALUE | base64`"
                } else {
                    "write it in one line, or with `|-`"
                };
                out.push(Trap::new(TrapKind::LineBreakInSecret, pair.key.token(), message, help));
            }
        }
    }
}

/// Whether a text is one line with a line break at its end.
fn is_broken_line(bytes: &[u8]) -> bool {
    let Some(line) = bytes.strip_suffix(b"\n") else { return false };
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    !line.is_empty() && line.iter().all(|byte| (b' '..=b'~').contains(byte))
}

/// A setting of a Service that is not read.
fn service(root: Value<'_>, out: &mut Vec<Trap>) {
    let Some(spec) = root.get("spec").filter(|spec| spec.is_mapping()) else { return };
    let kind = match spec.get("type").filter(|kind| !kind.is_null()) {
        Some(kind) => known(Some(kind)),
        None => Some("ClusterIP"),
    };
    let Some(kind) = kind else { return };
    let is_headless = kind == "ClusterIP" && spec.get("clusterIP").and_then(Value::text) == Some("None");
    let is_name = kind == "ExternalName";
    let affinity = spec.get("sessionAffinity").and_then(Value::text).unwrap_or("None");
    let set = |key: &str| {
        spec.pair(key).filter(|pair| {
            pair.value
                .text()
                .map_or(pair.value.is_mapping() || pair.value.items().len() > 0, |text| !text.is_empty())
        })
    };
    let rows = [
        ("externalName", !is_name, "does nothing unless the type is `ExternalName`"),
        ("externalIPs", is_name, "does nothing when the type is `ExternalName`"),
        ("externalIPs", is_headless, "does nothing for a headless Service"),
        ("loadBalancerIP", kind != "LoadBalancer", "does nothing unless the type is `LoadBalancer`"),
        ("sessionAffinity", is_headless && affinity != "None", "does nothing for a headless Service"),
        ("sessionAffinityConfig", affinity == "None", "does nothing unless `sessionAffinity` is `ClientIP`"),
    ];
    for (key, holds, message) in rows {
        if let Some(pair) = set(key).filter(|_| holds) {
            out.push(ignored(pair, message));
        }
    }
    if let Some(pair) = set("externalIPs").filter(|_| !is_name && !is_headless) {
        let message = "what pods send to these addresses goes to the Service";
        let help = "use a Service of type `LoadBalancer`, or the Gateway API: the field is deprecated since Kubernetes 1.36";
        out.push(Trap::new(TrapKind::ExternalIps, pair.key.token(), message, help));
    }
}

fn ignored(pair: Pair<'_>, message: &str) -> Trap {
    Trap::new(TrapKind::IgnoredSetting, pair.key.token(), message, "remove it")
}

/// A schedule that no date fits.
fn schedule(root: Value<'_>) -> Option<Trap> {
    let at = root.at(&["spec", "schedule"])?;
    known(Some(at)).filter(|schedule| is_never(schedule))?;
    let message = "no month of this schedule has that day, so the job never runs";
    Some(Trap::new(TrapKind::ScheduleNeverFires, at.token(), message, "write a day that there is"))
}

/// How pods are replaced, where they are not.
fn strategy(root: Value<'_>, out: &mut Vec<Trap>) {
    let Some(strategy) = root.at(&["spec", "updateStrategy"]) else { return };
    let is_manual = strategy.get("type").and_then(Value::text) == Some("OnDelete");
    let rolling = strategy.pair("rollingUpdate").filter(|pair| !pair.value.is_null());
    out.extend(
        rolling.filter(|_| is_manual).map(|pair| ignored(pair, "does nothing when the type is `OnDelete`")),
    );
}

/// Targets of metrics of resources, which know averages only.
fn metrics(root: Value<'_>, out: &mut Vec<Trap>) {
    for metric in root.get("spec").into_iter().flat_map(|spec| items(spec, "metrics")) {
        let targets =
            ["resource", "containerResource"].into_iter().filter_map(|kind| metric.at(&[kind, "target"]));
        let values = targets.filter_map(|target| target.pair("value")).filter(|pair| !pair.value.is_null());
        out.extend(values.map(|pair| {
            ignored(pair, "is not read for resources: only `averageUtilization` and `averageValue` are")
        }));
    }
}

/// A name that is no label of DNS, where the names of pods and of their hosts are made of it.
fn hostname(object: &Object<'_>) -> Option<Trap> {
    const KINDS: [&str; 7] =
        ["CronJob", "DaemonSet", "Deployment", "Job", "Pod", "ReplicaSet", "ReplicationController"];
    let at = object.node.at(&["metadata", "name"]).filter(|_| KINDS.contains(&object.kind))?;
    let name = known(Some(at)).filter(|_| !object.pods.is_empty())?;
    let message = match name.contains('.') {
        true => "the name has dots, and the names of hosts are made of it",
        false if name.len() > 63 => {
            "the name is longer than 63 characters, and the names of hosts are made of it"
        }
        false => return None,
    };
    Some(Trap::new(
        TrapKind::NameUnfitForHostname,
        at.token(),
        message,
        "write small letters, digits and `-`, 63 at most",
    ))
}

/// The traps of a pod beyond its containers and volumes.
pub(super) fn pod(pod: &PodTemplate<'_>, is_part: bool, out: &mut Vec<Trap>) {
    let spec = pod.spec;
    let negative = spec.pair("terminationGracePeriodSeconds");
    if let Some(pair) = negative.filter(|pair| pair.value.as_int_kube().is_some_and(|time| time < 0)) {
        out.push(Trap::new(
            TrapKind::IgnoredSetting,
            pair.value.token(),
            "counts as 1: there is no time below 0",
            "write 0 or more",
        ));
    }
    let policy = pod.security("fsGroupChangePolicy").filter(|pair| !pair.value.is_null());
    let has_group = pod.security("fsGroup").is_some_and(|pair| !pair.value.is_null());
    out.extend(
        policy.filter(|_| !has_group && !is_part).map(|pair| ignored(pair, "does nothing without `fsGroup`")),
    );
    let mut secrets: Vec<&str> = Vec::new();
    let names = items(spec, "imagePullSecrets").filter_map(|secret| secret.get("name"));
    let mut names: Vec<(&str, Span)> =
        names.filter_map(|name| Some((known(Some(name))?, name.token()))).collect();
    names.sort_unstable();
    for (name, at) in names {
        if secrets.last() == Some(&name) {
            out.push(Trap::new(
                TrapKind::IgnoredSetting,
                at,
                format!("`{}` is listed twice", shown(name)),
                "remove one of them",
            ));
        }
        secrets.push(name);
    }
    if !is_part {
        selectors(spec, out);
    }
}

/// Rules of scheduling that look at pods and select none.
fn selectors(spec: Value<'_>, out: &mut Vec<Trap>) {
    let affinity = |key: &str| spec.get("affinity").and_then(|affinity| affinity.get(key));
    let both = || ["podAffinity", "podAntiAffinity"].into_iter().filter_map(affinity);
    let required = both().flat_map(|rules| items(rules, "requiredDuringSchedulingIgnoredDuringExecution"));
    let preferred = both().flat_map(|rules| items(rules, "preferredDuringSchedulingIgnoredDuringExecution"));
    let preferred = preferred.filter_map(|term| term.get("podAffinityTerm"));
    let spread = items(spec, "topologySpreadConstraints");
    for term in required.chain(preferred).chain(spread).filter(|term| term.is_mapping()) {
        let has_selector = term.get("labelSelector").is_some_and(|selector| !selector.is_null());
        if let Some(key) = term.pair("topologyKey").filter(|_| !has_selector) {
            out.push(Trap::new(
                TrapKind::IgnoredSetting,
                key.key.token(),
                "without `labelSelector` no pod is meant, so that the rule does nothing",
                "add a `labelSelector`",
            ));
        }
    }
}
