//! The effective view of Kubernetes pods. Inherits pod-level values as `core/v1` documents them; has no opinions.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::commands::of_list;
use super::pod_mounts;
use super::words::Words;
use super::{
    Container, Environment, Field, Health, HostNamespaces, Identity, ImageUse, Invocation, Limit, MootBy,
    Network, Operation, Origin, Phrase, Port, Profile, Published, Resources, Restart, Role, Security,
    Setting, Storage, Variable, VariableKind, Via, Workload, Workloads,
};
use crate::facts::capabilities;
use crate::finding::{Subject, SubjectKind, SubjectName};
use crate::fix::yaml::Literal;
use crate::model::Format;
use crate::model::images;
use crate::model::kube::{Object, PodContainer, PodTemplate, Use, open_on};
use crate::source::{Span, Spanned};
use crate::syntax::value::{
    Capability, ImageReference, PortRange, User, is_placeholder, quantity_bytes, quantity_millis,
    reference_fault,
};
use crate::syntax::yaml::{Pair, Value};

/// One workload for each pod that the objects describe. Of a patch only what it says is known.
pub fn workloads<'v, 't: 'v>(objects: &'v [Object<'t>], of_use: Use<'v>) -> Workloads<'v> {
    let sources = objects.iter().filter(|object| matches!(object.kind, "Secret" | "ConfigMap"));
    let sources: FxHashSet<&str> = sources.map(|object| object.name).collect();
    let count = objects.iter().map(|object| object.pods.len()).sum();
    Workloads::new(count, move |then| {
        for object in objects {
            let is_part = object.is_part(of_use);
            let test = object.test(of_use).map(|at| (MootBy::Test, at));
            for pod in &object.pods {
                let windows = pod.windows().map(|at| (MootBy::Windows, at));
                let filled = of_use.filled;
                let around = Around { pod: *pod, windows, is_part, test, filled, sources: &sources };
                then(workload(object, &around));
            }
        }
    })
}

/// What a container is read with.
struct Around<'t, 's> {
    pod: PodTemplate<'t>,
    /// Why the settings of Linux mean nothing.
    windows: Option<(MootBy, Span)>,
    /// Whether another file has what the pod lacks.
    is_part: bool,
    /// Why it does not matter what hardening and limits the pod lacks.
    test: Option<(MootBy, Span)>,
    /// The images that get their tag elsewhere.
    filled: &'s BTreeSet<String>,
    /// The names of the file's Secrets and ConfigMaps.
    sources: &'s FxHashSet<&'t str>,
}

fn workload<'t>(object: &Object<'t>, around: &Around<'t, '_>) -> Workload<'t> {
    let pod = &around.pod;
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
    // A process of a Windows node needs the node's network, and is told by itself.
    let host_process = pod.host_process().map(|value| (MootBy::Windows, value.span()));
    Workload {
        host: HostNamespaces {
            network: switch("hostNetwork").unless_moot(host_process),
            pid: switch("hostPID"),
            ipc: switch("hostIPC"),
            uts: Setting::Opaque(object.anchor),
            user: boolean(pod.spec.pair("hostUsers"), true),
            cgroup: Setting::Opaque(object.anchor),
        },
        mounts: pod_mounts::mounts(pod),
        sysctls: sysctls(pod),
        containers: pod
            .containers()
            .into_iter()
            .map(|container| self::container(&subject, container, around))
            .collect(),
        format: Format::Kubernetes,
        subject,
    }
}

fn container<'t>(
    owner: &Arc<Subject>,
    container: PodContainer<'t>,
    around: &Around<'t, '_>,
) -> Container<'t> {
    let Around { pod, windows, is_part, test, filled, sources } = around;
    let (windows, test) = (*windows, *test);
    let node = container.node;
    let subject = Arc::new(subject(owner, container));
    let anchor = subject.anchor;
    let privileged = boolean(container.security("privileged"), false);
    // A container without image is a part of one, too.
    let part = (*is_part || node.get("image").is_none()).then_some(anchor);
    // Of what stands in place of a mapping, nothing is known.
    let open = |path: &[&str]| open_on(node, path).or_else(|| open_on(pod.spec, path));
    let limited = part.or_else(|| open(&["resources", "limits"]));
    let part = part.or_else(|| open(&["securityContext"]));
    let listing = part.or_else(|| open(&["securityContext", "capabilities"]));
    let privileged = privileged.unless_absent(part);
    let image = image(container, filled);
    let reference = image.as_ref().and_then(|image| image.reference.known());
    // Its image says that it is not root.
    let is_safe = reference.is_some_and(images::runs_as_non_root).then_some(anchor);
    let rights = windows.or_else(|| privileged.switched_on().map(|at| (MootBy::Privileged, at)));
    Container {
        identity: Identity { format: Format::Kubernetes, role: role(container), image, built: None, subject },
        security: Security {
            user: user(pod, container)
                .unless_absent(part.or(is_safe))
                .unless_excused(test)
                .unless_moot(windows),
            groups: groups(pod).unless_absent(part).unless_moot(windows),
            privilege_escalation: boolean(container.security("allowPrivilegeEscalation"), true)
                .unless_absent(part)
                .unless_excused(test)
                .unless_moot(rights),
            cap_add: listed(container, "add").unless_absent(listing),
            cap_drop: listed(container, "drop")
                .unless_absent(listing)
                .unless_excused(test)
                .unless_moot(rights),
            seccomp: seccomp(pod, container).unless_absent(part).unless_excused(test).unless_moot(windows),
            apparmor: apparmor(pod, container).unless_moot(windows),
            selinux: selinux(pod, container).unless_moot(rights),
            masked_paths: masked_paths(container).unless_moot(rights),
            writable_cgroups: Setting::Opaque(anchor),
            privileged,
        },
        resources: Resources {
            memory_limit: limit(pod, container, "memory", memory).unless_absent(limited).unless_excused(test),
            cpu_limit: limit(pod, container, "cpu", cpus).unless_absent(limited).unless_excused(test),
            // Both are settings of the kubelet.
            pids_limit: Setting::Opaque(anchor),
            oom_kill: Setting::Opaque(anchor),
        },
        storage: Storage {
            read_only: boolean(container.security("readOnlyRootFilesystem"), false)
                .unless_absent(part)
                .unless_excused(test)
                .unless_moot(windows),
            writable: pod_mounts::writable(node),
            // A memory-backed `emptyDir` takes no mount options.
            tmpfs: Vec::new(),
            // Devices come from plug-ins of the kubelet.
            devices: Vec::new(),
            device_rules: Vec::new(),
        },
        // The kubelet ignores the image's health check: probes are another matter.
        health: Health { healthcheck: Setting::Opaque(anchor) },
        network: Network {
            ports: node.get("ports").into_iter().flat_map(Value::items).filter_map(port).collect(),
            exposed: None,
        },
        operation: Operation {
            restart: restart(pod).unless_absent(part),
            log_driver: Setting::Opaque(anchor),
            hooks: Vec::new(),
            told: ["command", "args"].map(|key| words(node.get(key))),
            waits: Vec::new(),
            commands: commands(node),
        },
        environment: Environment {
            from_files: node.get("envFrom").is_some(),
            variables: node
                .get("env")
                .into_iter()
                .flat_map(Value::items)
                .filter_map(|item| variable(item, sources))
                .collect(),
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

/// The image of a container; opaque when it, or its tag, is put in elsewhere, or when it is no reference.
fn image(container: PodContainer<'_>, filled: &BTreeSet<String>) -> Option<ImageUse> {
    let image = container.node.get("image")?;
    let (text, at) = (image.text()?, image.span());
    let is_known =
        |reference: &ImageReference| reference_fault(text).is_none() && !filled.contains(&reference.name());
    let named = container.image().and_then(|_| ImageReference::parse(text)).filter(is_known);
    let reference = match named {
        Some(reference) => Setting::Set { value: reference, at, via: image.via().into() },
        None => Setting::Opaque(at),
    };
    Some(ImageUse { reference, at })
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

/// The capabilities of a list.
fn listed(container: PodContainer<'_>, key: &str) -> Setting<Vec<Spanned<Capability>>> {
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

fn seccomp(pod: &PodTemplate<'_>, container: PodContainer<'_>) -> Setting<Profile> {
    profile(pod, container, "seccompProfile").unwrap_or(Setting::Default(Profile::Unconfined))
}

/// The field, or the annotation of Kubernetes before 1.30; the nodes' runtime has a profile of its own.
fn apparmor(pod: &PodTemplate<'_>, container: PodContainer<'_>) -> Setting<Profile> {
    let annotated = || {
        let key = format!("container.apparmor.security.beta.kubernetes.io/{}", container.name?);
        let value = pod.metadata?.get("annotations")?.get(&key)?;
        Some(match value.text()? {
            "unconfined" => Setting::here(Profile::Unconfined, value.span()),
            "runtime/default" => Setting::here(Profile::RuntimeDefault, value.span()),
            other => Setting::here(Profile::Custom(other.to_owned()), value.span()),
        })
    };
    let field = profile(pod, container, "appArmorProfile").or_else(annotated);
    field.unwrap_or(Setting::Default(Profile::RuntimeDefault))
}

/// A profile that a container has or inherits.
fn profile(pod: &PodTemplate<'_>, container: PodContainer<'_>, key: &str) -> Option<Setting<Profile>> {
    let own = container.security(key).map(|pair| (pair, None));
    let (pair, via) = own.or_else(|| pod.security(key).map(|pair| (pair, Some(Via::Pod))))?;
    let Some(kind) = pair.value.get("type") else { return Some(Setting::Opaque(pair.key.span())) };
    let (at, via) = (kind.span(), via.unwrap_or_else(|| kind.via().into()));
    let value = match kind.text() {
        Some("Unconfined") => Profile::Unconfined,
        Some("RuntimeDefault") => Profile::RuntimeDefault,
        Some("Localhost") => {
            let path = pair.value.get("localhostProfile").and_then(Value::text).unwrap_or("");
            Profile::Custom(path.to_owned())
        }
        _ => return Some(Setting::Opaque(at)),
    };
    Some(Setting::Set { value, at, via })
}

/// The type `spc_t` may do everything.
fn selinux(pod: &PodTemplate<'_>, container: PodContainer<'_>) -> Setting<bool> {
    let kind = |pair: Pair<'_>, via: Option<Via>| {
        let kind = pair.value.get("type")?;
        let (at, via) = (kind.span(), via.unwrap_or_else(|| kind.via().into()));
        Some(Setting::Set { value: kind.text()? != "spc_t", at, via })
    };
    let own = container.security("seLinuxOptions").and_then(|pair| kind(pair, None));
    let pods = || pod.security("seLinuxOptions").and_then(|pair| kind(pair, Some(Via::Pod)));
    own.or_else(pods).unwrap_or(Setting::Default(true))
}

fn masked_paths(container: PodContainer<'_>) -> Setting<bool> {
    let Some(pair) = container.security("procMount").filter(|pair| !pair.value.is_null()) else {
        return Setting::Default(true);
    };
    Setting::Set {
        value: pair.value.text() != Some("Unmasked"),
        at: pair.value.span(),
        via: pair.value.via().into(),
    }
}

/// The groups of the pod, which all its containers have.
fn groups(pod: &PodTemplate<'_>) -> Setting<Vec<Spanned<String>>> {
    list(pod.security("supplementalGroups"), |item| item)
}

fn sysctls(pod: &PodTemplate<'_>) -> Setting<Vec<Spanned<String>>> {
    list(pod.security("sysctls"), |item| item.get("name").unwrap_or(item))
}

/// The texts of a list that belongs to the pod.
fn list(pair: Option<Pair<'_>>, text: impl Fn(Value<'_>) -> Value<'_>) -> Setting<Vec<Spanned<String>>> {
    let Some(pair) = pair.filter(|pair| !pair.value.is_null()) else { return Setting::Default(Vec::new()) };
    let read = |item| Some(Spanned::new(text(item).text()?.to_owned(), text(item).span()));
    Setting::Set { value: pair.value.items().filter_map(read).collect(), at: pair.key.span(), via: Via::Pod }
}

fn restart(pod: &PodTemplate<'_>) -> Setting<Restart> {
    let Some(policy) = pod.spec.get("restartPolicy").filter(|policy| !policy.is_null()) else {
        return Setting::Default(Restart::Always);
    };
    let value = match policy.text() {
        Some("Always") => Restart::Always,
        Some("OnFailure") => Restart::OnFailure,
        Some("Never") => Restart::Never,
        _ => return Setting::Opaque(policy.span()),
    };
    Setting::Set { value, at: policy.span(), via: Via::Pod }
}

/// A port that is named, and published when it has a port of the host.
fn port(item: Value<'_>) -> Option<Port> {
    let number = |key: &str| item.get(key).and_then(Value::text).and_then(PortRange::parse);
    let container = item.get("containerPort")?;
    let published = match item.get("hostPort").filter(|port| !port.is_null()) {
        None => Published::Nowhere,
        Some(_) => match number("hostPort") {
            Some(PortRange { first: 0, .. }) => Published::Nowhere,
            Some(ports) => {
                let address =
                    item.get("hostIP").and_then(Value::text).filter(|ip| !matches!(*ip, "" | "0.0.0.0"));
                Published::On { address: address.map(str::to_owned), ports: Some(ports) }
            }
            None => Published::Opaque,
        },
    };
    let at = item.get("hostPort").unwrap_or(container).span();
    let protocol = item.get("protocol").and_then(Value::text).unwrap_or("tcp").to_ascii_lowercase();
    Some(Port { container: number("containerPort")?, protocol, published, at, via: item.via().into() })
}

/// The container's limit, else the pod's, which bounds all containers together.
fn limit(
    pod: &PodTemplate<'_>,
    container: PodContainer<'_>,
    resource: &str,
    read: impl Fn(&str) -> Option<Limit>,
) -> Setting<Limit> {
    let path = ["resources", "limits", resource];
    let own = container.node.at(&path).map(|value| (value, None));
    let limit = own.or_else(|| pod.spec.at(&path).map(|value| (value, Some(Via::Pod))));
    let Some((value, via)) = limit.filter(|(value, _)| !value.is_null()) else {
        return Setting::Default(Limit::Unlimited);
    };
    let at = value.span();
    match value.text().and_then(read) {
        Some(limit) => Setting::Set { value: limit, at, via: via.unwrap_or_else(|| value.via().into()) },
        None => Setting::Opaque(at),
    }
}

fn memory(text: &str) -> Option<Limit> {
    quantity_bytes(text).map(|bytes| if bytes == 0 { Limit::Unlimited } else { Limit::Bytes(bytes) })
}

fn cpus(text: &str) -> Option<Limit> {
    quantity_millis(text).map(|count| if count == 0 { Limit::Unlimited } else { Limit::Millicpus(count) })
}

/// The texts of a list.
fn words(list: Option<Value<'_>>) -> Vec<String> {
    list.into_iter().flat_map(Value::items).filter_map(Value::text).map(str::to_owned).collect()
}

/// The command lines of a container, its probes and its hooks.
fn commands(node: Value<'_>) -> Vec<Invocation<'_>> {
    let own = ["command", "args"].into_iter().filter_map(|key| node.get(key));
    let own: Vec<Value<'_>> = own.flat_map(Value::items).collect();
    let probes = [
        ("livenessProbe", ["livenessProbe", "exec", "command"].as_slice()),
        ("readinessProbe", &["readinessProbe", "exec", "command"]),
        ("startupProbe", &["startupProbe", "exec", "command"]),
        ("postStart", &["lifecycle", "postStart", "exec", "command"]),
        ("preStop", &["lifecycle", "preStop", "exec", "command"]),
    ];
    let words = |path: &[&str]| node.at(path).into_iter().flat_map(Value::items).collect::<Vec<_>>();
    let probes = probes.into_iter().map(|(key, path)| (key, words(path)));
    let all = std::iter::once(("command", own)).chain(probes).filter(|(_, words)| !words.is_empty());
    let open = |text: &str| text.contains("$(") || is_placeholder(text);
    all.map(|(key, words)| Invocation { key, script: of_list(&words, open) }).collect()
}

fn variable(item: Value<'_>, sources: &FxHashSet<&str>) -> Option<Variable> {
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
    let names_source = value.known().is_some_and(|text| sources.contains(text.as_str()));
    Some(Variable {
        origin: if names_source { Origin::Reference } else { Origin::Plain },
        name: name.text()?.to_owned(),
        value,
        at: name.span(),
        via: item.via().into(),
        written: item.get("value").map_or(name.span(), |value| value.node().span),
        kind: VariableKind::Environment,
    })
}

/// The words of Kubernetes manifests.
pub(super) struct Kubernetes;

impl Words for Kubernetes {
    fn spelling(&self, field: Field) -> Option<&'static str> {
        match field {
            Field::HostNetwork => Some("hostNetwork"),
            Field::HostPid => Some("hostPID"),
            Field::HostIpc => Some("hostIPC"),
            Field::HostUsers => Some("hostUsers"),
            Field::Sysctls => Some("securityContext.sysctls"),
            Field::Mount => Some("volumes"),
            Field::Image => Some("image"),
            Field::User => Some("securityContext.runAsUser"),
            Field::Groups => Some("securityContext.supplementalGroups"),
            Field::Privileged => Some("securityContext.privileged"),
            Field::PrivilegeEscalation => Some("securityContext.allowPrivilegeEscalation"),
            Field::CapAdd => Some("securityContext.capabilities.add"),
            Field::CapDrop => Some("securityContext.capabilities.drop"),
            Field::Seccomp => Some("securityContext.seccompProfile"),
            Field::AppArmor => Some("securityContext.appArmorProfile"),
            Field::Selinux => Some("securityContext.seLinuxOptions"),
            Field::MaskedPaths => Some("securityContext.procMount"),
            Field::MemoryLimit => Some("resources.limits.memory"),
            Field::CpuLimit => Some("resources.limits.cpu"),
            Field::ReadOnly => Some("securityContext.readOnlyRootFilesystem"),
            Field::Variable => Some("env"),
            Field::Port => Some("ports"),
            Field::Restart => Some("restartPolicy"),
            Field::HostUts
            | Field::HostCgroup
            | Field::WritableCgroups
            | Field::PidsLimit
            | Field::OomKill
            | Field::Tmpfs
            | Field::Device
            | Field::DeviceRule
            | Field::LogDriver
            | Field::Hook
            | Field::Healthcheck => None,
        }
    }

    fn literal<'v>(&self, field: Field, value: &'v str) -> Option<Literal<'v>> {
        match field {
            Field::CapAdd | Field::CapDrop => Some(Literal::Item(value)),
            Field::User
            | Field::Privileged
            | Field::PrivilegeEscalation
            | Field::MemoryLimit
            | Field::CpuLimit
            | Field::ReadOnly
            | Field::Image => Some(Literal::Plain(value)),
            // Those are mappings, or belong to the pod.
            Field::HostNetwork
            | Field::HostPid
            | Field::HostIpc
            | Field::HostUts
            | Field::HostUsers
            | Field::HostCgroup
            | Field::Sysctls
            | Field::Mount
            | Field::Groups
            | Field::Seccomp
            | Field::AppArmor
            | Field::Selinux
            | Field::MaskedPaths
            | Field::WritableCgroups
            | Field::PidsLimit
            | Field::OomKill
            | Field::Tmpfs
            | Field::Device
            | Field::DeviceRule
            | Field::Healthcheck
            | Field::Port
            | Field::Restart
            | Field::LogDriver
            | Field::Hook
            | Field::Variable => None,
        }
    }

    fn usual_capabilities(&self) -> &'static [&'static str] {
        capabilities::POD_BASELINE
    }

    fn phrase(&self, phrase: Phrase) -> Option<&'static str> {
        Some(match phrase {
            Phrase::UserIsMissing => "may run as root",
            Phrase::NameUser => "set `securityContext.runAsNonRoot` to `true`",
            Phrase::LeaveRoot => "set `runAsNonRoot: true` and a `runAsUser` above 0",
            Phrase::ForbidEscalation => "set `securityContext.allowPrivilegeEscalation` to `false`",
            Phrase::FilterCalls => "set `seccompProfile.type` to `RuntimeDefault`",
            Phrase::MakeWritable => "mount an `emptyDir` at `PATH`",
            Phrase::PublishLocally => {
                "remove `hostPort`, or set `hostIP`: a Service reaches the container without them"
            }
            Phrase::KeepValueOutside => "use `valueFrom.secretKeyRef`",
        })
    }
}
