//! What an API server asks of fields together, where the vocabulary of tables does not reach: selectors, names that
//! are put together, keys of secrets, resources that cannot be overcommitted. What is only known at deployment is left
//! alone.

use super::Object;
use super::read::{is_true, is_unknown, known, open_on, value_of};
use crate::finding::Label;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::source::{Span, shown};
use crate::syntax::value::{is_deferred, quantity_bytes};
use crate::syntax::yaml::Value;

/// What is refused about an object.
pub(super) fn refusals(object: &Object<'_>) -> Vec<Refusal> {
    let mut out = Vec::new();
    let root = object.node;
    if open_on(root, &["spec"]).is_some() {
        return out;
    }
    match (object.api_version, object.kind) {
        ("apps/v1", "Deployment" | "ReplicaSet" | "DaemonSet" | "StatefulSet") => selected(root, &mut out),
        ("batch/v1", "Job") if is_true(root.at(&["spec", "manualSelector"])) => selected(root, &mut out),
        ("v1", "ReplicationController") => controller(root, &mut out),
        ("v1", "Secret") => secret(root, &mut out),
        ("apiextensions.k8s.io/v1", "CustomResourceDefinition") => {
            joined(root, &["names", "plural"], "spec.names.plural", &mut out);
            definition(root, &mut out);
        }
        ("apiregistration.k8s.io/v1", "APIService") => joined(root, &["version"], "spec.version", &mut out),
        ("autoscaling/v1" | "autoscaling/v2", "HorizontalPodAutoscaler") => autoscaler(object, &mut out),
        ("scheduling.k8s.io/v1", "PriorityClass") => priority_class(root, &mut out),
        ("networking.k8s.io/v1", "NetworkPolicy") => network_policy(root, &mut out),
        _ => {}
    }
    for pod in &object.pods {
        pod.containers().iter().for_each(|container| resources(container.node, &mut out));
        pod.volumes().for_each(|volume| projected(volume, &mut out));
    }
    out
}

fn refusal(kind: RefusalKind, at: Span, message: impl Into<String>, help: impl Into<String>) -> Refusal {
    Refusal { kind, at, message: message.into(), help: Some(help.into()), labels: Vec::new(), fix: None }
}

/// Whether a mapping is there, with an entry.
fn has_entries(value: Option<Value<'_>>) -> bool {
    value.is_some_and(|value| is_unknown(value) || !value.entries().is_empty())
}

/// Whether the selector of a workload matches the labels of its pods.
fn selected(root: Value<'_>, out: &mut Vec<Refusal>) {
    let Some(selector) = root.at(&["spec", "selector"]).filter(|selector| selector.is_mapping()) else {
        return;
    };
    let path = ["spec", "template", "metadata", "labels"];
    let labels = root.at(&path);
    // What is no mapping is another fault.
    if open_on(root, &path).is_some()
        || labels.is_some_and(|labels| is_unknown(labels) || !(labels.is_mapping() || labels.is_null()))
        || is_unknown(selector)
    {
        return;
    }
    let label = |key: &str| labels.and_then(|labels| labels.pair(key));
    for pair in selector.get("matchLabels").map(Value::entries).unwrap_or_default() {
        let (Some(key), Some(wanted)) = (known(Some(pair.key)), value_of(pair.value)) else { continue };
        let found = label(key);
        let Some(found) = found else {
            if pair.key.text().is_some() {
                let message =
                    format!("the pods have no label `{}`, so the selector does not match them", shown(key));
                let mut refusal = refusal(
                    RefusalKind::SelectorMismatch,
                    pair.key.token(),
                    message,
                    "give the pods of `spec.template` the label, or correct the selector",
                );
                refusal
                    .labels
                    .extend(labels.map(|labels| Label { span: labels.token(), text: "their labels".into() }));
                out.push(refusal);
            }
            continue;
        };
        if value_of(found.value).is_some_and(|found| found != wanted) {
            let message = format!(
                "the label `{}` of the pods has another value, so the selector does not match them",
                shown(key)
            );
            let mut refusal = refusal(
                RefusalKind::SelectorMismatch,
                pair.value.token(),
                message,
                "write the same value in both places",
            );
            refusal.labels.push(Label { span: found.value.token(), text: "the label of the pods".into() });
            out.push(refusal);
        }
    }
    for expression in selector.get("matchExpressions").into_iter().flat_map(Value::items) {
        if let Some(at) = contradiction(expression, &label) {
            out.push(refusal(
                RefusalKind::SelectorMismatch,
                at,
                "the labels of the pods do not fit this expression, so the selector does not match them",
                "correct the expression, or the labels of `spec.template`",
            ));
        }
    }
}

/// The operator of an expression that labels do not fit.
fn contradiction<'t>(
    expression: Value<'t>,
    label: &impl Fn(&str) -> Option<crate::syntax::yaml::Pair<'t>>,
) -> Option<Span> {
    let key = known(expression.get("key"))?;
    let operator = expression.get("operator")?;
    let values: Vec<&str> =
        expression.get("values").into_iter().flat_map(Value::items).map(value_of).collect::<Option<_>>()?;
    let found = match label(key) {
        Some(pair) => Some(value_of(pair.value)?),
        None => None,
    };
    let fits = match known(Some(operator))? {
        "In" => found.is_some_and(|found| values.contains(&found)),
        "NotIn" => found.is_none_or(|found| !values.contains(&found)),
        "Exists" => found.is_some(),
        "DoesNotExist" => found.is_none(),
        _ => true,
    };
    (!fits).then(|| operator.token())
}

/// A ReplicationController needs a selector, or labels to make one of.
fn controller(root: Value<'_>, out: &mut Vec<Refusal>) {
    let paths: [&[&str]; 2] = [&["spec", "selector"], &["spec", "template", "metadata", "labels"]];
    let Some(spec) = root.pair("spec").filter(|spec| !is_unknown(spec.value)) else { return };
    if !paths.iter().any(|path| has_entries(root.at(path))) {
        out.push(refusal(
            RefusalKind::MissingKey,
            spec.key.token(),
            "neither `selector` nor a label of the pods says which pods are meant",
            "give the pods of `template` labels",
        ));
    }
}

/// What each type of secret has to hold, under any of some keys.
const SECRET_KEYS: &[(&str, &[&str])] = &[
    ("kubernetes.io/dockerconfigjson", &[".dockerconfigjson"]),
    ("kubernetes.io/dockercfg", &[".dockercfg"]),
    ("kubernetes.io/ssh-auth", &["ssh-privatekey"]),
    ("kubernetes.io/tls", &["tls.crt"]),
    ("kubernetes.io/tls", &["tls.key"]),
    ("kubernetes.io/basic-auth", &["username", "password"]),
];

fn secret(root: Value<'_>, out: &mut Vec<Refusal>) {
    let Some(kind) = root.get("type") else { return };
    let Some(name) = known(Some(kind)) else { return };
    let maps: Vec<Value<'_>> = ["data", "stringData"].iter().filter_map(|map| root.get(map)).collect();
    if maps.iter().any(|map| is_unknown(*map)) {
        return;
    }
    for (_, keys) in SECRET_KEYS.iter().filter(|(of, _)| *of == name) {
        if !keys.iter().any(|key| maps.iter().any(|map| map.pair(key).is_some())) {
            let wanted = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" or ");
            let message = format!("a secret of this type has the key {wanted}");
            out.push(refusal(
                RefusalKind::MissingKey,
                kind.token(),
                message,
                "add it under `data` or `stringData`",
            ));
        }
    }
    let account = "kubernetes.io/service-account.name";
    let annotations = root.at(&["metadata", "annotations"]);
    let has_account = annotations.is_some_and(|annotations| {
        is_unknown(annotations) || annotations.get(account).is_some_and(|name| name.text() != Some(""))
    });
    if name == "kubernetes.io/service-account-token" && !has_account {
        let message = format!("a secret of this type has the annotation `{account}`");
        out.push(refusal(
            RefusalKind::MissingKey,
            kind.token(),
            message,
            "add it with the name of the account",
        ));
    }
}

/// A name that is a field of the specification, a dot and the group.
fn joined(root: Value<'_>, first: &[&str], path: &str, out: &mut Vec<Refusal>) {
    let Some(name) = root.at(&["metadata", "name"]) else { return };
    let Some(spec) = root.get("spec").filter(|spec| !spec.is_null()) else {
        out.push(refusal(RefusalKind::MissingKey, name.token(), "`spec` is missing", "add it"));
        return;
    };
    if let [holder, _] = first
        && spec.is_mapping()
        && !is_unknown(spec)
        && spec.get(holder).is_none_or(|holder| holder.is_null())
    {
        let message = format!("`spec.{holder}` is missing");
        out.push(refusal(RefusalKind::MissingKey, spec.token(), message, "add it"));
    }
    let (Some(text), Some(first), Some(group)) =
        (known(Some(name)), known(spec.at(first)), known(spec.get("group")))
    else {
        return;
    };
    if text != format!("{first}.{group}") {
        let message = format!("the name is not `{path}`, a dot and `spec.group`");
        out.push(refusal(
            RefusalKind::InvalidName,
            name.token(),
            message,
            format!("write `{}.{}`", shown(first), shown(group)),
        ));
    }
}

/// The types of a schema of a CustomResourceDefinition.
const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

/// The schemas of a CustomResourceDefinition are structural: every node says its type.
fn definition(root: Value<'_>, out: &mut Vec<Refusal>) {
    let versions = root.at(&["spec", "versions"]).into_iter().flat_map(Value::items);
    for schema in versions.filter_map(|version| version.get("schema")?.pair("openAPIV3Schema")) {
        for (name, wanted) in [("apiVersion", "string"), ("kind", "string"), ("metadata", "object")] {
            let own = schema.value.at(&["properties", name, "type"]);
            if let Some(own) = own.filter(|own| known(Some(*own)).is_some_and(|own| own != wanted)) {
                let message = format!("`{name}` of an object is of type `{wanted}`");
                out.push(refusal(
                    RefusalKind::InvalidValue,
                    own.token(),
                    message,
                    format!("write `{wanted}`"),
                ));
            }
        }
        let mut open = vec![(schema.key.token(), schema.value)];
        while let Some((at, node)) = open.pop() {
            if (node.is_mapping() || node.is_null()) && !is_unknown(node) {
                out.extend(node_fault(at, node));
                open.extend(below(node));
            }
        }
    }
}

/// What is wrong with the type of a node of a schema.
fn node_fault(at: Span, node: Value<'_>) -> Option<Refusal> {
    let is_set = |key: &str| is_true(node.get(key));
    let mut kinds =
        ["x-kubernetes-list-type", "x-kubernetes-map-type"].into_iter().filter_map(|key| node.pair(key));
    if let Some(pair) = kinds.find(|pair| pair.value.text() == Some("") && !pair.value.is_null()) {
        let message = format!("`{}` is empty", shown(pair.key.text().unwrap_or("")));
        let help = "write one of its values, such as `atomic`, or remove the key";
        return Some(refusal(RefusalKind::InvalidValue, pair.value.token(), message, help));
    }
    // An empty type is none.
    let kind = node.get("type").filter(|kind| !kind.is_null() && kind.text() != Some(""));
    match kind.map(|kind| (kind, kind.text())) {
        None if is_set("x-kubernetes-int-or-string") || is_set("x-kubernetes-preserve-unknown-fields") => {
            None
        }
        None if node.get("$ref").is_some() => None,
        None => Some(refusal(
            RefusalKind::MissingKey,
            at,
            "this part of the schema says no `type`",
            "add `type: object`, or the type that it has",
        )),
        Some((kind, Some(text))) if !is_deferred(text) && !TYPES.contains(&text) => Some(refusal(
            RefusalKind::InvalidValue,
            kind.token(),
            format!("`{}` is no type of a schema", shown(text)),
            "write `object`, `array`, `string`, `integer`, `number` or `boolean`",
        )),
        Some((kind, Some("array"))) if node.get("items").is_none_or(|items| items.is_null()) => {
            Some(refusal(
                RefusalKind::MissingKey,
                kind.token(),
                "an array says what its `items` are",
                "add `items` with their type",
            ))
        }
        Some(_) => None,
    }
}

/// The nodes below a node of a schema, each with the token that stands for it.
fn below(node: Value<'_>) -> Vec<(Span, Value<'_>)> {
    let properties = node.get("properties").map(Value::entries).unwrap_or_default();
    let single = ["items", "additionalProperties"].into_iter().filter_map(|key| node.pair(key));
    // A property without anything is a node that says nothing.
    let single = single.filter(|pair| !pair.value.is_null());
    properties.into_iter().chain(single).map(|pair| (pair.key.token(), pair.value)).collect()
}

fn autoscaler(object: &Object<'_>, out: &mut Vec<Refusal>) {
    let root = object.node;
    let target = root.at(&["spec", "scaleTargetRef"]);
    let version = target.and_then(|target| target.get("apiVersion")).filter(|version| !version.is_null());
    let kind = target.and_then(|target| known(target.get("kind")));
    let at = version.or_else(|| target?.get("kind"));
    if let (Some(text), Some(at)) = (version.map_or(Some(""), |version| known(Some(version))), at) {
        let has_group = text.matches('/').count() == 1 && !text.starts_with('/');
        let is_core = !text.contains('/') && kind == Some("ReplicationController");
        if !has_group && !is_core && kind.is_some_and(|kind| !kind.is_empty()) {
            out.push(refusal(
                RefusalKind::InvalidValue,
                at.token(),
                "`spec.scaleTargetRef.apiVersion` names no group and version",
                "write both, such as `apps/v1`",
            ));
        }
    }
    let least = root.at(&["spec", "minReplicas"]);
    let metrics = root.at(&["spec", "metrics"]);
    let is_zero = least.is_some_and(|least| least.as_int_kube() == Some(0));
    let types = || metrics.into_iter().flat_map(Value::items).map(|metric| known(metric.get("type")));
    let may_scale = types().any(|kind| matches!(kind, None | Some("Object" | "External")));
    if let (true, false, "autoscaling/v2", Some(at)) = (is_zero, may_scale, object.api_version, least) {
        out.push(refusal(
            RefusalKind::InvalidValue,
            at.token(),
            "only metrics of the types `Object` and `External` can scale up from 0",
            "write 1, or add such a metric",
        ));
    }
}

/// The names that are the server's own, each with its value.
const SYSTEM_CLASSES: &[(&str, i64)] =
    &[("system-node-critical", 2_000_001_000), ("system-cluster-critical", 2_000_000_000)];

fn priority_class(root: Value<'_>, out: &mut Vec<Refusal>) {
    let Some(name) = root.at(&["metadata", "name"]) else { return };
    let Some(text) = known(Some(name)).filter(|text| text.starts_with("system-")) else { return };
    let value = root.get("value").and_then(Value::as_int_kube);
    if !SYSTEM_CLASSES.iter().any(|(own, at)| *own == text && value == Some(*at)) {
        out.push(refusal(
            RefusalKind::InvalidName,
            name.token(),
            "names that start with `system-` are the server's own",
            "choose another name",
        ));
    }
}

/// Exceptions of a block of addresses lie inside of it.
fn network_policy(root: Value<'_>, out: &mut Vec<Refusal>) {
    let spec = root.get("spec");
    let rules = ["ingress", "egress"].into_iter().filter_map(|list| spec?.get(list)).flat_map(Value::items);
    let peers = rules.flat_map(|rule| {
        ["from", "to"].into_iter().filter_map(move |list| rule.get(list)).flat_map(Value::items)
    });
    for block in peers.filter_map(|peer| peer.get("ipBlock")) {
        let Some(whole) = known(block.get("cidr")).and_then(Block::parse) else { continue };
        for except in block.get("except").into_iter().flat_map(Value::items) {
            let inner = known(Some(except)).and_then(Block::parse);
            if inner.is_some_and(|inner| !whole.holds(inner)) {
                out.push(refusal(
                    RefusalKind::InvalidValue,
                    except.token(),
                    "the exception is no true part of the block `cidr`",
                    "name a smaller block inside of it, or remove it",
                ));
            }
        }
    }
}

/// A block of addresses.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// The address, shifted up to 128 bits.
    bits: u128,
    length: u32,
    is_v6: bool,
}

impl Block {
    fn parse(text: &str) -> Option<Block> {
        let (address, length) = text.split_once('/')?;
        let length: u32 = length.parse().ok()?;
        match address.parse().ok()? {
            std::net::IpAddr::V4(v4) if length <= 32 => {
                Some(Block { bits: u128::from(u32::from(v4)) << 96, length, is_v6: false })
            }
            std::net::IpAddr::V6(v6) if length <= 128 => {
                Some(Block { bits: u128::from(v6), length, is_v6: true })
            }
            _ => None,
        }
    }

    /// Whether another block is a true part of it.
    fn holds(self, other: Block) -> bool {
        let keep = |bits: u128| bits.checked_shr(128 - self.length).unwrap_or(0);
        self.is_v6 == other.is_v6 && self.length < other.length && keep(self.bits) == keep(other.bits)
    }
}

/// Resources that cannot be overcommitted: requests and limits are equal whole numbers, and huge pages need a CPU or
/// memory beside them.
fn resources(container: Value<'_>, out: &mut Vec<Refusal>) {
    let Some(resources) = container.get("resources").filter(|resources| !is_unknown(*resources)) else {
        return;
    };
    let (requests, limits) = (resources.get("requests"), resources.get("limits"));
    let is_extended = |name: &str| name.contains('/') && !name.starts_with("kubernetes.io/");
    let is_huge = |name: &str| name.starts_with("hugepages-");
    for (map, is_request) in [(requests, true), (limits, false)] {
        for pair in map.map(Value::entries).unwrap_or_default() {
            let Some(name) = known(Some(pair.key)) else { continue };
            let Some(amount) = known(Some(pair.value)) else { continue };
            let Some(own) = quantity_bytes(amount) else { continue };
            if is_extended(name) && !is_whole(amount) {
                out.push(refusal(
                    RefusalKind::InvalidQuantity,
                    pair.value.token(),
                    format!("`{}` is counted in whole numbers", shown(name)),
                    "write a whole number",
                ));
            }
            if is_request && (is_extended(name) || is_huge(name)) {
                if limits.is_some_and(is_unknown) {
                    continue;
                }
                let limit = limits.and_then(|limits| limits.get(name));
                let equal = limit.map(|limit| match known(Some(limit)) {
                    Some(limit) => quantity_bytes(limit).is_none_or(|limit| limit == own),
                    None => true,
                });
                if equal != Some(true) {
                    out.push(refusal(
                        RefusalKind::ConflictingKeys,
                        pair.key.token(),
                        format!("`{}` cannot be overcommitted, and its limit is not the same", shown(name)),
                        "write the same amount under `limits`",
                    ));
                }
            }
        }
    }
    let entries = || [requests, limits].into_iter().flatten().flat_map(Value::entries);
    let has = |name: &str| entries().any(|pair| pair.key.text() == Some(name));
    let huge = entries().find(|pair| pair.key.text().is_some_and(is_huge));
    if let Some(pair) = huge.filter(|_| !has("cpu") && !has("memory")) {
        out.push(refusal(
            RefusalKind::MissingKey,
            pair.key.token(),
            "huge pages need `cpu` or `memory` beside them",
            "add one of them",
        ));
    }
}

/// Whether a quantity is a whole number; suffixes of thousands and more make one of every number.
fn is_whole(amount: &str) -> bool {
    let (number, factor) = match amount.strip_suffix('m') {
        Some(number) => (number, 0.001),
        None => (amount, 1.0),
    };
    number.parse::<f64>().map_or(true, |number| (number * factor).fract() == 0.0)
}

/// Sources of a projected volume that write to one path.
fn projected(volume: Value<'_>, out: &mut Vec<Refusal>) {
    let mut paths: Vec<(&str, Span)> = Vec::new();
    for source in volume.at(&["projected", "sources"]).into_iter().flat_map(Value::items) {
        let listed = ["secret", "configMap", "downwardAPI"]
            .into_iter()
            .filter_map(|kind| source.get(kind)?.get("items"));
        let single = ["serviceAccountToken", "clusterTrustBundle"]
            .into_iter()
            .filter_map(|kind| source.get(kind)?.get("path"));
        let items = listed.flat_map(Value::items).filter_map(|item| item.get("path"));
        paths.extend(items.chain(single).filter_map(|path| Some((known(Some(path))?, path.token()))));
    }
    paths.sort_unstable();
    for pair in paths.windows(2) {
        if let [(first, _), (second, at)] = pair
            && first == second
        {
            out.push(refusal(
                RefusalKind::RepeatedListItem,
                *at,
                "two sources of the volume write to this path",
                "give them different paths",
            ));
        }
    }
}
