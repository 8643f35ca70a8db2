//! Traps in the security, resources and references of containers. Inherits what a pod says for all of them.

use std::collections::BTreeSet;

use super::{PodContainer, PodTemplate, Trap, TrapKind, Use, names};
use crate::facts::capabilities;
use crate::facts::kubernetes::dead::INJECTED_CONTAINERS;
use crate::model::kube::read::{is_true, is_unknown, items, known, written};
use crate::model::limits::MAX_HINTED;
use crate::source::shown;
use crate::syntax::nearest;
use crate::syntax::value::{
    Capability, ImageReference, has_unit, is_placeholder, quantity_bytes, quantity_millis,
};
use crate::syntax::yaml::{Pair, Plain, Value};

/// The traps of a container. Of a part, nothing that is missing is one.
pub(super) fn traps(container: &PodContainer<'_>, is_part: bool, is_windows: bool, out: &mut Vec<Trap>) {
    if !is_windows {
        capabilities(container, out);
    }
    localhost(container.security("seccompProfile"), out);
    amounts(container.node, out);
    if !is_part {
        probes(container, out);
    }
}

/// Capabilities that a runtime does not know by the name that is written, or that Pod Security does not.
fn capabilities(container: &PodContainer<'_>, out: &mut Vec<Trap>) {
    let Some(lists) = written(container.security("capabilities")) else { return };
    for item in ["add", "drop"].into_iter().flat_map(|list| items(lists.value, list)) {
        let Some(text) = item.text().filter(|text| !is_placeholder(text)) else { continue };
        let capability = Capability::parse(text);
        let (name, at) = (shown(capability.name()), item.token());
        let is_known = capability.is_known() || capability.is_all();
        let has_prefix = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("CAP_"));
        if !is_known {
            let near = nearest(capability.name(), capabilities::ALL.iter().copied());
            let help =
                near.map_or("`capabilities(7)` lists them".to_owned(), |near| format!("write `{near}`"));
            let message = format!("`{name}` is no capability of Linux");
            out.push(Trap::new(TrapKind::UnknownCapability, at, message, help));
        } else if has_prefix {
            let message =
                format!("`{}` is unknown to containerd, which puts `CAP_` in front itself", shown(text));
            out.push(Trap::new(TrapKind::UnknownCapability, at, message, format!("write `{name}`")));
        } else if text != capability.name() {
            let message = format!("`{}` is not `{name}` for Pod Security admission", shown(text));
            out.push(Trap::new(TrapKind::LowerCaseCapability, at, message, format!("write `{name}`")));
        }
    }
}

/// A seccomp profile of the node without its file.
fn localhost(profile: Option<Pair<'_>>, out: &mut Vec<Trap>) {
    let Some(profile) = profile.map(|pair| pair.value) else { return };
    let file = profile.get("localhostProfile").filter(|file| file.text() == Some(""));
    if let Some(file) = file.filter(|_| profile.get("type").and_then(Value::text) == Some("Localhost")) {
        let message = "the profile of the node has no file, so that the container is not made";
        let help = "name the file below the kubelet's folder `seccomp`";
        out.push(Trap::new(TrapKind::MissingLocalhostProfile, file.token(), message, help));
    }
}

/// An image whose tag moves, of which a node keeps the one that it has. `Never` is for images of the node.
pub(super) fn pull(container: &PodContainer<'_>, of_use: Use<'_>) -> Option<Trap> {
    let policy =
        container.node.get("imagePullPolicy").filter(|policy| policy.text() == Some("IfNotPresent"))?;
    let image = container.image()?;
    let reference = ImageReference::parse(image.text()?)?;
    let moves = reference.digest.is_none() && matches!(reference.tag.as_deref(), None | Some("latest"));
    if !moves || of_use.filled.contains(&reference.name()) {
        return None;
    }
    let message = "with this pull policy, a node keeps the `latest` that it has";
    let help = "name a version as the tag, or write `Always`";
    let trap = Trap::new(TrapKind::MovingTagNotPulled, policy.token(), message, help);
    Some(trap.label(image.token(), "the tag of this image moves"))
}

/// Amounts of memory and storage, and of CPUs beside them.
pub(super) fn amounts(holder: Value<'_>, out: &mut Vec<Trap>) {
    for map in ["requests", "limits"].into_iter().filter_map(|key| holder.at(&["resources", key])) {
        for pair in ["memory", "ephemeral-storage", "storage"].into_iter().filter_map(|key| map.pair(key)) {
            out.extend(bytes(pair.value));
        }
        out.extend(map.get("cpu").and_then(|cpu| cpus(cpu, map.get("memory"))));
    }
}

/// An amount of bytes that cannot be meant.
pub(super) fn bytes(value: Value<'_>) -> Option<Trap> {
    const SMALL: u64 = 1 << 20;
    let text = known(Some(value))?;
    let (bytes, millis) = (quantity_bytes(text)?, quantity_millis(text)?);
    let at = value.token();
    if text.ends_with('m') && millis > 0 {
        let message = format!("`{}` are thousandths of a byte", shown(text));
        return Some(Trap::new(TrapKind::Millibytes, at, message, "write `Mi` or `M`"));
    }
    if bytes > 0 && bytes < SMALL && !has_unit(text) {
        let message = format!("`{}` has no unit and is {bytes} bytes", shown(text));
        return Some(Trap::new(TrapKind::SizeWithoutUnit, at, message, format!("write `{}Mi`", shown(text))));
    }
    None
}

/// A number of CPUs that is meant as thousandths: more than a node has, or than so little memory needs.
fn cpus(cpu: Value<'_>, memory: Option<Value<'_>>) -> Option<Trap> {
    const NODE: u64 = 250;
    const COSTLY: u64 = 100;
    const LITTLE: u64 = 16 << 30;
    let text = known(Some(cpu)).filter(|text| !has_unit(text))?;
    let count = quantity_bytes(text)?;
    let is_little = known(memory).and_then(quantity_bytes).is_some_and(|memory| memory < LITTLE);
    (count >= NODE || (count >= COSTLY && is_little)).then(|| {
        let message = format!("`{}` has no unit and is {count} whole CPUs", shown(text));
        Trap::new(TrapKind::SizeWithoutUnit, cpu.token(), message, format!("write `{}m`", shown(text)))
    })
}

/// Ports of probes and hooks that are named and not there.
fn probes(container: &PodContainer<'_>, out: &mut Vec<Trap>) {
    let ports = container.node.get("ports");
    if ports.is_some_and(is_unknown) {
        return;
    }
    let declared: Option<BTreeSet<&str>> = items(container.node, "ports")
        .filter_map(|port| port.get("name"))
        .map(|name| known(Some(name)))
        .collect();
    let Some(declared) = declared else { return };
    const HOLDERS: [&[&str]; 5] = [
        &["livenessProbe"],
        &["readinessProbe"],
        &["startupProbe"],
        &["lifecycle", "postStart"],
        &["lifecycle", "preStop"],
    ];
    for holder in HOLDERS.iter().filter_map(|path| container.node.at(path)) {
        for port in ["httpGet", "tcpSocket"].into_iter().filter_map(|action| holder.at(&[action, "port"])) {
            let is_name = |text: &&str| text.parse::<u32>().is_err() && !text.is_empty();
            let name = known(Some(port)).filter(|_| port.yaml11() == Some(Plain::Text)).filter(is_name);
            let Some(name) = name.filter(|name| !declared.contains(name) && !is_placeholder(name)) else {
                continue;
            };
            let message =
                format!("the container has no port named `{}`, so the probe always fails", shown(name));
            let help = match nearest(name, declared.iter().copied()) {
                Some(near) => format!("write `{}` if that is meant", shown(near)),
                None => "give the port that name under `ports`, or write its number".to_owned(),
            };
            out.push(Trap::new(TrapKind::UndefinedProbePort, port.token(), message, help));
        }
    }
}

/// References to other containers, for their resources.
pub(super) fn references(
    pod: &PodTemplate<'_>,
    containers: &[PodContainer<'_>],
    is_part: bool,
    out: &mut Vec<Trap>,
) {
    if is_part || containers.iter().any(|container| container.name.is_none_or(is_placeholder)) {
        return;
    }
    let known_names: BTreeSet<&str> = names(containers.iter().map(|container| container.node)).collect();
    let variables = containers.iter().flat_map(|container| items(container.node, "env"));
    let variables = variables.filter_map(|item| item.at(&["valueFrom", "resourceFieldRef"]));
    let own = pod.volumes().filter_map(|volume| volume.get("downwardAPI"));
    let projected = pod.volumes().filter_map(|volume| volume.get("projected"));
    let sources = projected.flat_map(|volume| items(volume, "sources"));
    let all = own.chain(sources.filter_map(|source| source.get("downwardAPI")));
    let files = all.flat_map(|source| items(source, "items")).filter_map(|item| item.get("resourceFieldRef"));
    for name in variables.chain(files).filter_map(|reference| reference.get("containerName")) {
        let is_missing = |text: &&str| {
            !text.is_empty() && !known_names.contains(text) && !INJECTED_CONTAINERS.contains(text)
        };
        let Some(text) = known(Some(name)).filter(is_missing) else { continue };
        let message = format!("the pod has no container `{}`, so that it does not start", shown(text));
        // Each costs a look at all names.
        let near = || nearest(text, known_names.iter().copied());
        let help = match (known_names.len() <= MAX_HINTED).then(near).flatten() {
            Some(near) => format!("write `{}` if that is meant", shown(near)),
            None => "name a container of the pod".to_owned(),
        };
        out.push(Trap::new(TrapKind::UndefinedContainer, name.token(), message, help));
    }
}

/// Containers that run as user 0 and may not.
pub(super) fn users(pod: &PodTemplate<'_>, containers: &[PodContainer<'_>], out: &mut Vec<Trap>) {
    let (of_pod, pods_user) = (written(pod.security("runAsNonRoot")), written(pod.security("runAsUser")));
    localhost(pod.security("seccompProfile"), out);
    let mut is_told = false;
    for container in containers {
        let user = written(container.security("runAsUser"));
        let is_own = user.is_some();
        let (Some(user), Some(switch)) =
            (user.or(pods_user), written(container.security("runAsNonRoot")).or(of_pod))
        else {
            continue;
        };
        let is_root = user.value.as_int_kube() == Some(0) && is_true(Some(switch.value));
        if is_root && (is_own || !is_told) {
            is_told |= !is_own;
            let message = "`runAsNonRoot` forbids root, so the container does not start";
            let help = "write a number above 0, or `runAsNonRoot: false` if it has to be root";
            let trap = Trap::new(TrapKind::ContradictoryUser, user.value.token(), message, help);
            out.push(trap.label(switch.value.token(), "forbidden here"));
        }
    }
}
