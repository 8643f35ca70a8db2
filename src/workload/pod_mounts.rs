//! What is mounted into the containers of a pod from their node. Has no opinions.

use rustc_hash::FxHashMap;

use super::{Mount, MountSource, Propagation};
use crate::model::kube::PodTemplate;
use crate::source::Spanned;
use crate::syntax::value::{clean_path, is_placeholder};
use crate::syntax::yaml::Value;

/// Where a container mounts something that it can write to.
pub(super) fn writable(node: Value<'_>) -> Option<Vec<String>> {
    let mounts = node.get("volumeMounts").into_iter().flat_map(Value::items);
    let written = mounts.filter(|mount| mount.get("readOnly").and_then(Value::as_bool_kube) != Some(true));
    written
        .map(|mount| mount.get("mountPath")?.text().filter(|path| !is_placeholder(path)).map(clean_path))
        .collect()
}

/// How the containers of a pod mount a volume.
#[derive(Default)]
struct Uses {
    targets: Vec<String>,
    written: bool,
    propagation: Option<Spanned<Propagation>>,
}

/// The volumes of type `hostPath`, as the containers mount them.
pub(super) fn mounts(pod: &PodTemplate<'_>) -> Vec<Mount> {
    let mut uses: FxHashMap<&str, Uses> = FxHashMap::default();
    for container in pod.containers() {
        for mount in container.node.get("volumeMounts").into_iter().flat_map(Value::items) {
            let Some(name) = mount.get("name").and_then(Value::text) else { continue };
            let of = uses.entry(name).or_default();
            of.written |= mount.get("readOnly").and_then(Value::as_bool_kube) != Some(true);
            of.targets.extend(mount.get("mountPath").and_then(Value::text).map(clean_path));
            let propagation =
                mount.get("mountPropagation").filter(|value| value.text() == Some("Bidirectional"));
            let shared = propagation.map(|value| Spanned::new(Propagation::Shared, value.span()));
            of.propagation = of.propagation.take().or(shared);
        }
    }
    pod.volumes().filter_map(|volume| host_path(volume, &uses)).collect()
}

fn host_path(volume: Value<'_>, uses: &FxHashMap<&str, Uses>) -> Option<Mount> {
    let path = volume.get("hostPath")?.get("path")?;
    let text = path.text()?;
    let source = if is_placeholder(text) { MountSource::Opaque } else { MountSource::Host(clean_path(text)) };
    let used = volume.get("name").and_then(Value::text).and_then(|name| uses.get(name));
    Some(Mount {
        source,
        target: used.and_then(|used| used.targets.first().cloned()),
        at: path.span(),
        via: path.via().into(),
        read_only: used.is_some_and(|used| !used.written),
        propagation: used.and_then(|used| used.propagation),
        relabelled: None,
    })
}
