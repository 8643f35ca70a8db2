//! The effective view of Kubernetes pods. Inherits pod-level values as `core/v1` documents them; has no opinions.

use std::sync::Arc;

use super::words::Words;
use super::{
    Container, Environment, Field, Health, HostNamespaces, Identity, ImageUse, Limit, MootBy, Mount,
    MountSource, Phrase, Resources, Role, Seccomp, Security, Setting, Storage, Variable, VariableKind, Via,
    Workload,
};
use crate::finding::{Subject, SubjectKind, SubjectName};
use crate::fix::yaml::Literal;
use crate::model::Format;
use crate::model::kube::{Object, PodContainer, PodTemplate, Use};
use crate::source::Spanned;
use crate::syntax::value::{Capability, ImageReference, User, clean_path, is_placeholder, quantity_bytes};
use crate::syntax::yaml::{Pair, Value};

/// One workload for each pod that the objects describe. Of a patch only what it says is known.
pub fn workloads<'t>(objects: &[Object<'t>], of_use: Use) -> Vec<Workload<'t>> {
    let workloads = |object: &Object<'t>| -> Vec<Workload<'t>> {
        let is_part = object.is_part(of_use);
        object.pods.iter().map(|pod| workload(object, pod, is_part)).collect()
    };
    objects.iter().flat_map(workloads).collect()
}

fn workload<'t>(object: &Object<'t>, pod: &PodTemplate<'t>, is_part: bool) -> Workload<'t> {
    let subject = Arc::new(Subject {
        kind: SubjectKind::Object(object.kind.to_owned()),
        name: match object.name {
            "" => SubjectName::Absent,
            name => SubjectName::Given(name.to_owned()),
        },
        of: None,
        path: format!("{}/{}", object.kind, object.name),
        anchor: object.anchor,
    });
    let switch = |key: &str| boolean(pod.spec.pair(key), false);
    Workload {
        host: HostNamespaces {
            network: switch("hostNetwork"),
            pid: switch("hostPID"),
            ipc: switch("hostIPC"),
        },
        mounts: pod.volumes().filter_map(host_path).collect(),
        containers: pod
            .containers()
            .into_iter()
            .map(|container| self::container(&subject, pod, container, is_part))
            .collect(),
        format: Format::Kubernetes,
        subject,
    }
}

fn container<'t>(
    owner: &Arc<Subject>,
    pod: &PodTemplate<'t>,
    container: PodContainer<'t>,
    is_part: bool,
) -> Container<'t> {
    let node = container.node;
    let subject = Arc::new(subject(owner, container));
    let anchor = subject.anchor;
    let privileged = boolean(container.security("privileged"), false);
    // A container without image is a part of one, too.
    let part = (is_part || node.get("image").is_none()).then_some(anchor);
    let privileged = privileged.unless_absent(part);
    let windows = pod.windows().map(|at| (MootBy::Windows, at));
    let rights = windows.or_else(|| privileged.switched_on().map(|at| (MootBy::Privileged, at)));
    Container {
        identity: Identity { format: Format::Kubernetes, role: role(container), image: image(node), subject },
        security: Security {
            user: user(pod, container).unless_absent(part).unless_moot(windows),
            privilege_escalation: boolean(container.security("allowPrivilegeEscalation"), true)
                .unless_absent(part)
                .unless_moot(rights),
            cap_add: capabilities(container, "add").unless_absent(part),
            cap_drop: capabilities(container, "drop").unless_absent(part).unless_moot(rights),
            seccomp: seccomp(pod, container).unless_absent(part),
            privileged,
        },
        resources: Resources { memory_limit: memory_limit(pod, container).unless_absent(part) },
        storage: Storage {
            read_only: boolean(container.security("readOnlyRootFilesystem"), false)
                .unless_absent(part)
                .unless_moot(windows),
            // A memory-backed `emptyDir` takes no mount options.
            tmpfs: Vec::new(),
        },
        // The kubelet ignores the image's health check: probes are another matter.
        health: Health { healthcheck: Setting::Opaque(anchor) },
        environment: Environment {
            variables: node.get("env").into_iter().flat_map(Value::items).filter_map(variable).collect(),
        },
        node: Some(node),
    }
}

fn subject(owner: &Arc<Subject>, container: PodContainer<'_>) -> Subject {
    let node = container.node;
    let anchor = node.get("name").filter(|name| name.text().is_some()).map(Value::span);
    let first_key = || node.own_entries().next().map_or(node.span(), |pair| pair.key.span());
    Subject {
        kind: match container.list {
            "initContainers" => SubjectKind::InitContainer,
            "ephemeralContainers" => SubjectKind::EphemeralContainer,
            _ => SubjectKind::Container,
        },
        name: match container.name {
            None | Some("") => SubjectName::Number(container.index),
            Some(name) => SubjectName::Given(name.to_owned()),
        },
        of: Some(owner.clone()),
        path: format!("{}/{}[{}]", owner.path, container.list, container.name.unwrap_or("")),
        anchor: anchor.unwrap_or_else(first_key),
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
fn user(pod: &PodTemplate<'_>, container: PodContainer<'_>) -> Setting<User> {
    if let Setting::Set { value: false, at, .. } = boolean(pod.spec.pair("hostUsers"), true) {
        return Setting::Moot { by: MootBy::UserNamespace, at };
    }
    let id = effective(pod, container, "runAsUser", |value| {
        value.text().and_then(|text| text.parse().ok()).map(|id| User::Id { id, group: None })
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
    Some(Variable {
        name: name.text()?.to_owned(),
        value,
        at: name.span(),
        via: item.via().into(),
        written: item.get("value").map_or(name.span(), |value| value.node().span),
        kind: VariableKind::Environment,
    })
}

/// A volume of type `hostPath`.
fn host_path(volume: Value<'_>) -> Option<Mount> {
    let path = volume.get("hostPath")?.get("path")?;
    let text = path.text()?;
    let source = if is_placeholder(text) { MountSource::Opaque } else { MountSource::Host(clean_path(text)) };
    let via = path.via().into();
    Some(Mount { source, target: None, at: path.span(), via, read_only: false })
}

/// The words of Kubernetes manifests.
pub(super) struct Kubernetes;

impl Words for Kubernetes {
    fn spelling(&self, field: Field) -> Option<&'static str> {
        match field {
            Field::HostNetwork => Some("hostNetwork"),
            Field::HostPid => Some("hostPID"),
            Field::HostIpc => Some("hostIPC"),
            Field::Mount => Some("volumes"),
            Field::Image => Some("image"),
            Field::User => Some("securityContext.runAsUser"),
            Field::Privileged => Some("securityContext.privileged"),
            Field::PrivilegeEscalation => Some("securityContext.allowPrivilegeEscalation"),
            Field::CapAdd => Some("securityContext.capabilities.add"),
            Field::CapDrop => Some("securityContext.capabilities.drop"),
            Field::Seccomp => Some("securityContext.seccompProfile"),
            Field::MemoryLimit => Some("resources.limits.memory"),
            Field::ReadOnly => Some("securityContext.readOnlyRootFilesystem"),
            Field::Variable => Some("env"),
            Field::Tmpfs | Field::Healthcheck => None,
        }
    }

    fn literal<'v>(&self, field: Field, value: &'v str) -> Option<Literal<'v>> {
        match field {
            Field::CapAdd | Field::CapDrop => Some(Literal::Item(value)),
            Field::User
            | Field::Privileged
            | Field::PrivilegeEscalation
            | Field::MemoryLimit
            | Field::ReadOnly
            | Field::Image => Some(Literal::Plain(value)),
            // Those are mappings, or belong to the pod.
            Field::HostNetwork
            | Field::HostPid
            | Field::HostIpc
            | Field::Mount
            | Field::Seccomp
            | Field::Tmpfs
            | Field::Healthcheck
            | Field::Variable => None,
        }
    }

    fn phrase(&self, phrase: Phrase) -> Option<&'static str> {
        Some(match phrase {
            Phrase::UserIsMissing => "may run as root",
            Phrase::NameUser => "set `securityContext.runAsNonRoot` to `true`",
            Phrase::LeaveRoot => "set `runAsNonRoot: true` and a `runAsUser` above 0",
            Phrase::ForbidEscalation => "set `securityContext.allowPrivilegeEscalation` to `false`",
            Phrase::FilterCalls => "set `seccompProfile.type` to `RuntimeDefault`",
            Phrase::KeepValueOutside => "use `valueFrom.secretKeyRef`",
        })
    }
}
