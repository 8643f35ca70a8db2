//! The effective view of Kubernetes pods. Inherits pod-level values as `core/v1` documents them; has no opinions.

use std::sync::Arc;

use super::{
    Container, Healthcheck, ImageUse, Limit, Mount, MountSource, Role, Seccomp, Setting, Variable,
    VariableKind, Via, Workload,
};
use crate::finding::Subject;
use crate::model::Format;
use crate::model::kube::{Object, PodContainer, PodTemplate};
use crate::source::{Span, Spanned, shown};
use crate::syntax::value::{Capability, ImageReference, User, clean_path, is_placeholder, quantity_bytes};
use crate::syntax::yaml::{Pair, Value};

/// One workload for each pod that the objects describe.
pub fn workloads<'t>(objects: &[Object<'t>]) -> Vec<Workload<'t>> {
    objects.iter().flat_map(|object| object.pods.iter().map(|pod| workload(object, pod))).collect()
}

fn workload<'t>(object: &Object<'t>, pod: &PodTemplate<'t>) -> Workload<'t> {
    let name = shown(object.name);
    let subject = Arc::new(Subject {
        title: if object.name.is_empty() {
            object.kind.to_owned()
        } else {
            format!("{} `{name}`", object.kind)
        },
        path: format!("{}/{}", object.kind, object.name),
        anchor: object.anchor,
    });
    let switch = |key: &str| boolean(pod.spec.pair(key), false);
    Workload {
        host_network: switch("hostNetwork"),
        host_pid: switch("hostPID"),
        host_ipc: switch("hostIPC"),
        mounts: pod.volumes().filter_map(host_path).collect(),
        containers: pod
            .containers()
            .into_iter()
            .map(|container| self::container(&subject, pod, container))
            .collect(),
        format: Format::Kubernetes,
        subject,
    }
}

fn container<'t>(pod_subject: &Subject, pod: &PodTemplate<'t>, container: PodContainer<'t>) -> Container<'t> {
    let node = container.node;
    let name = container.name.unwrap_or("");
    let anchor = node.get("name").filter(|name| name.text().is_some()).map(Value::span);
    let first_key = || node.own_entries().next().map_or(node.span(), |pair| pair.key.span());
    let anchor = anchor.unwrap_or_else(first_key);
    let noun = match container.list {
        "initContainers" => "init container",
        "ephemeralContainers" => "ephemeral container",
        _ => "container",
    };
    let subject = Arc::new(Subject {
        title: if name.is_empty() {
            format!("{noun} {}", container.index)
        } else {
            format!("{noun} `{}`", shown(name))
        },
        path: format!("{}/{}[{}]", pod_subject.path, container.list, name),
        anchor,
    });
    let privileged = boolean(container.security("privileged"), false);
    // Settings of Linux mean nothing on Windows, and capabilities nothing to a container that has them all.
    let windows = pod.is_windows().then_some(anchor);
    let moot = windows.or_else(|| privileged.switched_on());
    let linux = |setting| match windows {
        Some(at) => Setting::Opaque(at),
        None => setting,
    };
    Container {
        format: Format::Kubernetes,
        role: role(container),
        image: image(node),
        user: linux_user(pod, container, anchor),
        privilege_escalation: match moot {
            Some(at) => Setting::Opaque(at),
            None => boolean(container.security("allowPrivilegeEscalation"), true),
        },
        cap_add: capabilities(container, "add"),
        cap_drop: match moot {
            Some(at) => Setting::Opaque(at),
            None => capabilities(container, "drop"),
        },
        read_only: linux(boolean(container.security("readOnlyRootFilesystem"), false)),
        seccomp: seccomp(pod, container),
        memory_limit: memory_limit(pod, container),
        // The kubelet ignores the image's health check: probes are another matter.
        healthcheck: Setting::<Healthcheck>::Opaque(anchor),
        environment: node.get("env").into_iter().flat_map(Value::items).filter_map(variable).collect(),
        // A memory-backed `emptyDir` takes no mount options.
        tmpfs: Vec::new(),
        node: Some(node),
        privileged,
        subject,
    }
}

fn role(container: PodContainer<'_>) -> Role {
    let restarts = container.node.get("restartPolicy").and_then(Value::text) == Some("Always");
    match container.list {
        "initContainers" if restarts => Role::Sidecar,
        "initContainers" => Role::Init,
        "ephemeralContainers" => Role::Ephemeral,
        _ => Role::Main,
    }
}

fn image(node: Value<'_>) -> Option<ImageUse> {
    let image = node.get("image")?;
    let (text, at) = (image.text()?, image.span());
    let reference = match ImageReference::parse(text) {
        Some(reference) if !is_placeholder(text) && !is_filled_in(text) => {
            Setting::Set { value: reference, at, via: image.via().into() }
        }
        _ => Setting::Opaque(at),
    };
    Some(ImageUse { reference, at })
}

/// Whether another tool puts the image in: ko and Bazel by an address, Istio's injector by the word `auto`.
fn is_filled_in(image: &str) -> bool {
    image.contains("://") || image.starts_with("//") || image == "auto"
}

/// The container's user: its own fields win over the pod's, `runAsUser` over `runAsNonRoot`.
fn linux_user(pod: &PodTemplate<'_>, container: PodContainer<'_>, anchor: Span) -> Setting<User> {
    // Root of a user namespace is nobody on the host.
    let own_namespace =
        matches!(boolean(pod.spec.pair("hostUsers"), true), Setting::Set { value: false, .. });
    if pod.is_windows() || own_namespace {
        return Setting::Opaque(anchor);
    }
    let id = effective(pod, container, "runAsUser", |value| {
        value.text().and_then(|text| text.parse().ok()).map(User::Id)
    });
    let non_root = effective(pod, container, "runAsNonRoot", |value| {
        truth(value).map(|on| if on { User::NonRoot } else { User::RootAllowed })
    });
    id.or(non_root).unwrap_or(Setting::Default(User::FromImage))
}

/// A field of `securityContext` that a container inherits from its pod; `None` when neither has it.
fn effective<T>(
    pod: &PodTemplate<'_>,
    container: PodContainer<'_>,
    key: &str,
    read: impl Fn(Value<'_>) -> Option<T>,
) -> Option<Setting<T>> {
    let setting = |pair: Pair<'_>, via: Option<Via>| {
        let (value, at) = (pair.value, pair.value.span());
        match read(value) {
            Some(read) => Setting::Set { value: read, at, via: via.unwrap_or_else(|| value.via().into()) },
            None => Setting::Opaque(at),
        }
    };
    let written = |pair: &Pair<'_>| !pair.value.is_null();
    let own = container.security(key).filter(written).map(|pair| setting(pair, None));
    own.or_else(|| pod.security(key).filter(written).map(|pair| setting(pair, Some(Via::Pod))))
}

/// A switch: default when not written or null, opaque when it is not a boolean.
fn boolean(pair: Option<Pair<'_>>, default: bool) -> Setting<bool> {
    let Some(pair) = pair.filter(|pair| !pair.value.is_null()) else { return Setting::Default(default) };
    let at = pair.value.span();
    match truth(pair.value) {
        Some(value) => Setting::Set { value, at, via: pair.value.via().into() },
        None => Setting::Opaque(at),
    }
}

/// A boolean as the YAML reader of kubectl sees it.
fn truth(value: Value<'_>) -> Option<bool> {
    value.as_bool_kube()
}

fn capabilities(container: PodContainer<'_>, key: &str) -> Setting<Vec<Spanned<Capability>>> {
    let list = container.security("capabilities").and_then(|pair| pair.value.pair(key));
    let Some(list) = list.filter(|pair| !pair.value.is_null()) else { return Setting::Default(Vec::new()) };
    let at = list.key.span();
    if !list.value.is_sequence() {
        return Setting::Opaque(at);
    }
    let mut names = Vec::new();
    for item in list.value.items() {
        match item.text() {
            Some(text) if !is_placeholder(text) => {
                names.push(Spanned::new(Capability::parse(text), item.span()))
            }
            _ => return Setting::Opaque(at),
        }
    }
    Setting::Set { value: names, at, via: list.value.via().into() }
}

fn seccomp(pod: &PodTemplate<'_>, container: PodContainer<'_>) -> Setting<Seccomp> {
    let own = container.security("seccompProfile").map(|pair| (pair, None));
    let profile = own.or_else(|| pod.security("seccompProfile").map(|pair| (pair, Some(Via::Pod))));
    let Some((pair, via)) = profile else { return Setting::Default(Seccomp::Unconfined) };
    let Some(kind) = pair.value.get("type") else { return Setting::Opaque(pair.key.span()) };
    let (at, via) = (kind.span(), via.unwrap_or_else(|| kind.via().into()));
    match kind.text() {
        Some("Unconfined") => Setting::Set { value: Seccomp::Unconfined, at, via },
        Some("RuntimeDefault") => Setting::Set { value: Seccomp::RuntimeDefault, at, via },
        Some("Localhost") => {
            let path = pair.value.get("localhostProfile").and_then(Value::text).unwrap_or("");
            Setting::Set { value: Seccomp::Custom(path.to_owned()), at, via }
        }
        _ => Setting::Opaque(at),
    }
}

/// The container's limit, else the pod's, which bounds all containers together.
fn memory_limit(pod: &PodTemplate<'_>, container: PodContainer<'_>) -> Setting<Limit> {
    let path = ["resources", "limits", "memory"];
    let own = container.node.at(&path).map(|value| (value, None));
    let limit = own.or_else(|| pod.spec.at(&path).map(|value| (value, Some(Via::Pod))));
    let Some((value, via)) = limit.filter(|(value, _)| !value.is_null()) else {
        return Setting::Default(Limit::Unlimited);
    };
    let at = value.span();
    match value.text().and_then(quantity_bytes) {
        Some(bytes) => {
            let limit = if bytes == 0 { Limit::Unlimited } else { Limit::Bytes(bytes) };
            Setting::Set { value: limit, at, via: via.unwrap_or_else(|| value.via().into()) }
        }
        None => Setting::Opaque(at),
    }
}

fn variable(item: Value<'_>) -> Option<Variable> {
    let name = item.get("name")?;
    let value = match item.get("value").filter(|value| !value.is_null()) {
        None => Setting::Default(String::new()),
        Some(value) => match value.text() {
            Some(text) if !is_placeholder(text) => {
                Setting::Set { value: text.to_owned(), at: value.span(), via: value.via().into() }
            }
            _ => Setting::Opaque(value.span()),
        },
    };
    Some(Variable { name: name.text()?.to_owned(), value, at: name.span(), kind: VariableKind::Environment })
}

/// A volume of type `hostPath`.
fn host_path(volume: Value<'_>) -> Option<Mount> {
    let path = volume.get("hostPath")?.get("path")?;
    let text = path.text()?;
    let source = if is_placeholder(text) { MountSource::Opaque } else { MountSource::Host(clean_path(text)) };
    Some(Mount { source, target: None, at: path.span(), read_only: false })
}
