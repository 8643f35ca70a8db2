//! Traps in the volumes of a pod. Looks at no other object.

use std::collections::BTreeSet;

use super::{Object, PodContainer, PodTemplate, Trap, TrapKind, names};
use crate::facts::kubernetes::dead::{INJECTED_VOLUMES, VOLUME_PLUGINS};
use crate::finding::{Edit, Fix, Safety};
use crate::model::kube::read::{items, known};
use crate::source::shown;
use crate::syntax::value::FileMode;
use crate::syntax::yaml::Value;

/// Types of volumes that Kubernetes has no more, in pods or PersistentVolumes.
pub(super) fn removed<'t>(volumes: impl Iterator<Item = Value<'t>>, oldest: u16, out: &mut Vec<Trap>) {
    for pair in volumes.flat_map(Value::own_entries).filter(|pair| !pair.value.is_null()) {
        let known =
            |key: &str| VOLUME_PLUGINS.iter().find(|(plugin, since)| *plugin == key && *since <= oldest);
        if let Some((plugin, since)) = pair.key.text().and_then(known) {
            let message = format!("volumes of type `{plugin}` cannot be mounted since Kubernetes 1.{since}");
            let help = match *plugin {
                "gitRepo" => "clone into an `emptyDir` in an init container",
                _ => "use a claim of a CSI driver",
            };
            out.push(Trap::new(TrapKind::RemovedVolumePlugin, pair.key.token(), message, help));
        }
    }
}

/// The traps in the volumes of a pod.
pub(super) fn traps(pod: &PodTemplate<'_>, containers: &[PodContainer<'_>], out: &mut Vec<Trap>) {
    for volume in pod.volumes() {
        out.extend(socket(volume));
        modes(volume, out);
    }
    for container in containers {
        let sources = items(container.node, "env").filter_map(|item| item.at(&["valueFrom", "fileKeyRef"]));
        sources.for_each(|source| modes(source, out));
    }
}

/// A host path of a type that no socket is.
fn socket(volume: Value<'_>) -> Option<Trap> {
    let (path, kind) = (known(volume.at(&["hostPath", "path"]))?, volume.at(&["hostPath", "type"])?);
    let message = match known(Some(kind)).filter(|_| path.ends_with(".sock"))? {
        "DirectoryOrCreate" => "makes a folder at the path when the socket is not there",
        "FileOrCreate" => "makes a file at the path when the socket is not there, and fails when it is",
        "Directory" | "File" | "CharDevice" | "BlockDevice" => {
            "no socket is of this type, so the pod does not start"
        }
        _ => return None,
    };
    Some(Trap::new(TrapKind::WrongHostPathType, kind.token(), message, "write `Socket`"))
}

/// Where a volume, or a source of a projected one, has files.
const SOURCES: [&str; 4] = ["secret", "configMap", "downwardAPI", "projected"];

/// Modes of files that are decimal, and look octal.
fn modes(holder: Value<'_>, out: &mut Vec<Trap>) {
    let own = below(holder);
    let inner = own.iter().flat_map(|source| items(*source, "sources")).flat_map(below);
    let all: Vec<Value<'_>> = own.iter().copied().chain(inner).collect();
    let listed = all.iter().flat_map(|source| items(*source, "items"));
    let keys = all.iter().filter_map(|source| source.get("defaultMode"));
    for mode in keys.chain(listed.filter_map(|item| item.get("mode"))) {
        // More than that is refused.
        let text = mode.text().filter(|_| mode.as_int_kube().is_some_and(|mode| mode <= 0o777));
        let Some((text, is)) = text.and_then(|text| Some((text, FileMode::decimal_for_octal(text)?))) else {
            continue;
        };
        let message = format!("`{text}` is a decimal number: the mode is {is:04o}");
        let trap = Trap::new(TrapKind::DecimalFileMode, mode.token(), message, format!("write `0{text}`"));
        let edit = Edit { span: mode.span(), text: format!("0{text}") };
        let title = "write it as an octal number".to_owned();
        let fix = (!mode.is_shared()).then(|| Fix { title, safety: Safety::Unsafe, edits: vec![edit] });
        out.push(Trap { fix, ..trap });
    }
}

/// The sources of files of a volume.
fn below(value: Value<'_>) -> Vec<Value<'_>> {
    SOURCES.iter().filter_map(|key| value.get(key)).collect()
}

/// Volumes that no container mounts.
pub(super) fn unused(
    object: &Object<'_>,
    pod: &PodTemplate<'_>,
    containers: &[PodContainer<'_>],
    out: &mut Vec<Trap>,
) {
    // Others may add containers, and mounts to those that they fill in.
    let is_whole = |container: &PodContainer<'_>| container.image().is_some();
    if containers.is_empty() || !containers.iter().all(is_whole) {
        return;
    }
    let lists = || {
        containers.iter().flat_map(|container| {
            ["volumeMounts", "volumeDevices"].into_iter().flat_map(|list| items(container.node, list))
        })
    };
    // Which one is mounted, may not be known yet.
    if lists().any(|mount| known(mount.get("name")).is_none()) {
        return;
    }
    let files = containers.iter().flat_map(|container| items(container.node, "env"));
    let files = files.filter_map(|item| item.at(&["valueFrom", "fileKeyRef", "volumeName"])?.text());
    let used: BTreeSet<&str> = names(lists()).chain(files).collect();
    let claims = object.node.at(&["spec", "volumeClaimTemplates"]).into_iter().flat_map(Value::items);
    let claims = claims.filter_map(|claim| claim.at(&["metadata", "name"]));
    for name in pod.volumes().filter_map(|volume| volume.get("name")).chain(claims) {
        let Some(text) = known(Some(name)) else { continue };
        if !used.contains(text) && !INJECTED_VOLUMES.iter().any(|start| text.starts_with(start)) {
            let message = format!("no container mounts the volume `{}`", shown(text));
            let help = "remove it, or mount it in a container";
            out.push(Trap::new(TrapKind::UnusedVolume, name.token(), message, help));
        }
    }
}
