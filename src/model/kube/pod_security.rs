//! What the Pod Security Standards forbid about a pod, by the minors of the policy that forbid it. Follows
//! `policy/check_*.go` of k8s.io/pod-security-admission; knows no rule. Controls that are one field of the effective
//! view (`privileged`, `hostPID`, `hostIPC`) are not here.

use std::ops::RangeInclusive;

use super::pod::host_process;
use super::read::{is_true, open_on, written};
use super::{PodContainer, PodTemplate};
use crate::facts::capabilities::POD_BASELINE;
use crate::facts::kubernetes::pod_security::{SELINUX_TYPES, SYSCTLS, VOLUME_TYPES};
use crate::source::Span;
use crate::syntax::value::is_placeholder;
use crate::syntax::yaml::{Pair, Value};

/// A control of the standards: first those of Baseline, then those of Restricted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// The host's network is used.
    HostNetwork,
    /// A process of the node itself, on Windows.
    HostProcess,
    /// A volume is a path of the node.
    HostPath,
    /// A port of the node is taken.
    HostPort,
    /// A probe or hook asks an address that it names.
    ProbeHost,
    /// An AppArmor profile other than the runtime's or one of the node.
    AppArmor,
    /// A capability is added that Baseline does not allow.
    Capability,
    /// `/proc` is not masked.
    ProcMount,
    /// A seccomp profile other than the runtime's or one of the node.
    Seccomp,
    /// SELinux options other than those of containers.
    SelinuxOptions,
    /// A sysctl that is not known to be safe.
    Sysctl,
    /// Privilege escalation is not forbidden.
    Escalation,
    /// Capabilities are not dropped, or added again.
    Capabilities,
    /// A type of volume that Restricted does not allow.
    VolumeType,
    /// Nothing says that the user is not root.
    NonRoot,
    /// The user is root by its number.
    RootUser,
    /// No seccomp profile.
    SeccompProfile,
    /// `/proc` is not masked, whatever the user namespace.
    MaskedProc,
}

/// Something that a control forbids.
#[derive(Debug, Clone)]
pub struct Forbidden<'t> {
    /// By which control.
    pub control: Control,
    /// The token that is forbidden; `None` when something is missing from the container.
    pub at: Option<Span>,
    /// The container, by its place among [`PodTemplate::containers`]; `None` for the pod.
    pub container: Option<usize>,
    /// The word that is forbidden, as it is written; empty when it says nothing.
    pub word: &'t str,
    /// The minors of the policy that forbid it.
    pub minors: RangeInclusive<u16>,
}

/// From a minor on.
fn since(minor: u16) -> RangeInclusive<u16> {
    minor..=u16::MAX
}

/// The minor from which on a user namespace of the pod's own counts.
const USER_NAMESPACES: u16 = 35;
/// The minor from which on controls of Linux are not for Windows.
const WINDOWS: u16 = 25;

/// What is forbidden about a pod that an object of some kind describes. Of a part, nothing that is missing is.
pub fn forbidden<'t>(pod: &PodTemplate<'t>, kind: &str, is_part: bool) -> Vec<Forbidden<'t>> {
    let mut found = Found {
        // Which nodes the pod is for does not count.
        is_windows: pod.spec.at(&["os", "name"]).and_then(Value::text) == Some("windows"),
        has_users: pod.spec.get("hostUsers").and_then(Value::as_bool_kube) == Some(false),
        host_network: is_true(pod.spec.get("hostNetwork")),
        all: Vec::new(),
    };
    found.pod(pod);
    let has = |key: &str| written(pod.security(key)).is_some();
    let is_part = is_part || open_on(pod.spec, &["securityContext"]).is_some();
    let above = Above { non_root: has("runAsNonRoot"), seccomp: has("seccompProfile") };
    for (index, container) in pod.containers().iter().enumerate() {
        // A container without image is a part of one.
        let is_open = open_on(container.node, &["securityContext", "capabilities", "drop"]).is_some();
        let is_part = is_part || is_open || container.node.get("image").is_none();
        found.container(index, container, &above, is_part, kind == "Pod");
    }
    found.all
}

/// What the pod says for all its containers.
struct Above {
    non_root: bool,
    seccomp: bool,
}

struct Found<'t> {
    is_windows: bool,
    has_users: bool,
    host_network: bool,
    all: Vec<Forbidden<'t>>,
}

impl<'t> Found<'t> {
    fn add(&mut self, control: Control, value: Value<'t>, by: Option<usize>, minors: RangeInclusive<u16>) {
        let word = value.text().unwrap_or("");
        self.all.push(Forbidden { control, at: Some(value.span()), container: by, word, minors });
    }

    fn missing(&mut self, control: Control, container: usize, minors: RangeInclusive<u16>) {
        self.all.push(Forbidden { control, at: None, container: Some(container), word: "", minors });
    }

    /// The minors of a control that is not for pods with users of their own.
    fn of_users(&self, first: u16) -> RangeInclusive<u16> {
        first..=if self.has_users { USER_NAMESPACES - 1 } else { u16::MAX }
    }

    /// The minors of a control that is not for Windows.
    fn of_linux(&self, first: u16) -> RangeInclusive<u16> {
        first..=if self.is_windows { WINDOWS - 1 } else { u16::MAX }
    }

    fn pod(&mut self, pod: &PodTemplate<'t>) {
        let network = pod.spec.get("hostNetwork").filter(|_| self.host_network);
        network.into_iter().for_each(|value| self.add(Control::HostNetwork, value, None, since(0)));
        self.both(|key| pod.security(key), None);
        let sysctls = pod.security("sysctls").into_iter().flat_map(|pair| pair.value.items());
        for name in sysctls.filter_map(|item| item.get("name")).filter(is_known) {
            let safe = SYSCTLS.iter().find(|(safe, _)| Some(*safe) == name.text());
            match safe {
                Some((_, 0)) => {}
                Some((_, first)) => self.add(Control::Sysctl, name, None, 0..=first - 1),
                None => self.add(Control::Sysctl, name, None, since(0)),
            }
        }
        pod.volumes().for_each(|volume| self.volume(volume));
        for pair in pod.annotations() {
            if let (Some(key), true) = (pair.key.text(), is_known(&pair.value)) {
                self.annotation(key, pair.value);
            }
        }
    }

    fn volume(&mut self, volume: Value<'t>) {
        if let Some(path) = written(volume.pair("hostPath")) {
            let at = path.value.get("path").unwrap_or(path.key);
            self.add(Control::HostPath, at, None, since(0));
        }
        let entries = volume.entries();
        let mut kinds =
            entries.iter().filter(|pair| pair.key.text() != Some("name") && !pair.value.is_null());
        let is_allowed = |pair: &&Pair<'_>| pair.key.text().is_none_or(|kind| VOLUME_TYPES.contains(&kind));
        if !kinds.clone().any(|pair| is_allowed(&pair))
            && let Some(kind) = kinds.next()
        {
            self.add(Control::VolumeType, kind.key, None, since(0));
        }
    }

    /// The annotations that were the fields of earlier versions.
    fn annotation(&mut self, key: &str, value: Value<'t>) {
        let text = value.text().unwrap_or("");
        let is_fine = text.starts_with("localhost/") || text == "runtime/default";
        if key.starts_with("container.apparmor.security.beta.kubernetes.io/") {
            if !is_fine && !text.is_empty() {
                self.add(Control::AppArmor, value, None, since(0));
            }
        } else if (key == "seccomp.security.alpha.kubernetes.io/pod"
            || key.starts_with("container.seccomp.security.alpha.kubernetes.io/"))
            && !is_fine
            && text != "docker/default"
        {
            self.add(Control::Seccomp, value, None, 0..=18);
        }
    }

    /// What a pod and a container can both say in their `securityContext`.
    fn both(&mut self, security: impl Fn(&str) -> Option<Pair<'t>>, by: Option<usize>) {
        let field = |key: &str, inner: &str| written(security(key)).and_then(|pair| pair.value.get(inner));
        if let Some(value) = host_process(&security) {
            self.add(Control::HostProcess, value, by, since(0));
        }
        let is_bad = |value: &Value<'_>| {
            is_known(value) && !matches!(value.text(), Some("RuntimeDefault" | "Localhost"))
        };
        if let Some(value) = field("appArmorProfile", "type").filter(is_bad) {
            self.add(Control::AppArmor, value, by, since(0));
        }
        if let Some(value) = field("seccompProfile", "type").filter(is_bad) {
            self.add(Control::Seccomp, value, by, since(19));
            self.add(Control::SeccompProfile, value, by, self.of_linux(19));
        }
        if let Some(value) = field("seLinuxOptions", "type").filter(is_known) {
            let text = value.text().unwrap_or("");
            match SELINUX_TYPES.iter().find(|(name, _)| *name == text) {
                Some((_, 0)) => {}
                Some((_, first)) => self.add(Control::SelinuxOptions, value, by, 0..=first - 1),
                None => self.add(Control::SelinuxOptions, value, by, since(0)),
            }
        }
        for key in ["user", "role"] {
            let value = field("seLinuxOptions", key).filter(is_known);
            if let Some(value) = value.filter(|value| value.text() != Some("")) {
                self.add(Control::SelinuxOptions, value, by, since(0));
            }
        }
        let non_root = security("runAsNonRoot").map(|pair| pair.value);
        if let Some(value) = non_root.filter(|value| value.as_bool_kube() == Some(false)) {
            self.add(Control::NonRoot, value, by, self.of_users(0));
        }
        let user = security("runAsUser").map(|pair| pair.value);
        if let Some(value) = user.filter(|value| value.text().is_some_and(|text| text.parse() == Ok(0))) {
            self.add(Control::RootUser, value, by, self.of_users(23));
        }
    }

    fn container(
        &mut self,
        index: usize,
        container: &PodContainer<'t>,
        above: &Above,
        is_part: bool,
        is_pod: bool,
    ) {
        let by = Some(index);
        self.both(|key| container.security(key), by);
        self.ports(container, by, is_pod);
        self.probes(container, by);
        self.capabilities(index, container, is_part);
        if let Some(pair) = written(container.security("procMount"))
            .filter(|pair| is_known(&pair.value) && pair.value.text() != Some("Default"))
        {
            self.add(Control::ProcMount, pair.value, by, self.of_users(0));
            self.add(Control::MaskedProc, pair.value, by, since(USER_NAMESPACES));
        }
        let escalation = self.of_linux(8);
        match written(container.security("allowPrivilegeEscalation")) {
            Some(pair) if pair.value.as_bool_kube() == Some(true) => {
                self.add(Control::Escalation, pair.value, by, escalation);
            }
            None if !is_part => self.missing(Control::Escalation, index, escalation),
            _ => {}
        }
        let lacks = |key: &str| !is_part && written(container.security(key)).is_none();
        if lacks("runAsNonRoot") && !above.non_root {
            self.missing(Control::NonRoot, index, self.of_users(0));
        }
        if lacks("seccompProfile") && !above.seccomp {
            self.missing(Control::SeccompProfile, index, self.of_linux(19));
        }
    }

    fn capabilities(&mut self, index: usize, container: &PodContainer<'t>, is_part: bool) {
        let list = |key: &str| {
            let lists = written(container.security("capabilities"))?;
            written(lists.value.pair(key))
        };
        for item in list("add").into_iter().flat_map(|pair| pair.value.items()).filter(is_known) {
            let name = item.text().unwrap_or("");
            if !POD_BASELINE.contains(&name) {
                self.add(Control::Capability, item, Some(index), since(0));
            }
            if name != "NET_BIND_SERVICE" {
                self.add(Control::Capabilities, item, Some(index), self.of_linux(22));
            }
        }
        let minors = self.of_linux(22);
        let drops = |value: Value<'_>| !is_known(&value) || value.text() == Some("ALL");
        match list("drop") {
            None if !is_part => self.missing(Control::Capabilities, index, minors),
            Some(pair) if pair.value.is_sequence() && !pair.value.items().any(drops) => {
                let (control, at) = (Control::Capabilities, Some(pair.key.span()));
                self.all.push(Forbidden { control, at, container: Some(index), word: "", minors });
            }
            _ => {}
        }
    }

    /// Ports of the node. In a pod on the node's network every port is one, as the server fills in.
    fn ports(&mut self, container: &PodContainer<'t>, by: Option<usize>, is_pod: bool) {
        for port in container.node.get("ports").into_iter().flat_map(Value::items) {
            let host = written(port.pair("hostPort")).map(|pair| pair.value);
            let is_zero = |value: &Value<'_>| value.text().is_some_and(|text| text.parse() == Ok(0));
            let is_implied = is_pod && self.host_network && host.is_none_or(|host| is_zero(&host));
            let taken = if is_implied { port.get("containerPort") } else { host };
            if let Some(value) = taken.filter(|value| is_known(value) && !is_zero(value)) {
                self.add(Control::HostPort, value, by, since(0));
            }
        }
    }

    fn probes(&mut self, container: &PodContainer<'t>, by: Option<usize>) {
        const HANDLERS: [&[&str]; 5] = [
            &["livenessProbe"],
            &["readinessProbe"],
            &["startupProbe"],
            &["lifecycle", "postStart"],
            &["lifecycle", "preStop"],
        ];
        for handler in HANDLERS.iter().filter_map(|path| container.node.at(path)) {
            for action in ["httpGet", "tcpSocket"] {
                let host = handler.at(&[action, "host"]).filter(is_known);
                if let Some(host) = host.filter(|host| host.text() != Some("")) {
                    self.add(Control::ProbeHost, host, by, since(34));
                }
            }
        }
    }
}

/// Whether a value is a text that nothing is still filled into.
fn is_known(value: &Value<'_>) -> bool {
    !value.is_null() && value.text().is_some_and(|text| !is_placeholder(text))
}
