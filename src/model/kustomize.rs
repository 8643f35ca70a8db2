//! Kustomizations: which files of them are patches, what they are put together of and which images they fill in; the
//! same of skaffold. Builds nothing.

use crate::syntax::yaml::{Tree, Value};

/// The names of the file that describes a kustomization.
pub const NAMES: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/// The lists of a kustomization that name patches, as paths or as mappings with a `path`.
const LISTS: [&str; 3] = ["patches", "patchesStrategicMerge", "patchesJson6902"];

/// The lists of a kustomization that name files and folders which it is put together of.
const PARTS: [&str; 4] = ["resources", "bases", "components", "crds"];

/// The files and folders that a kustomization is put together of, relative to its folder. What is at an address is not
/// among them.
pub fn parts<'t>(tree: &'t Tree<'t>) -> Vec<&'t str> {
    let lists = tree.roots().flat_map(|root| PARTS.into_iter().filter_map(move |list| root.get(list)));
    lists.flat_map(Value::items).filter_map(Value::text).filter(|path| !path.contains(':')).collect()
}

/// The images that a kustomization gives another tag or a digest, by the names that manifests have for them.
pub fn tagged<'t>(tree: &'t Tree<'t>) -> Vec<&'t str> {
    let images = tree.roots().filter_map(|root| root.get("images")).flat_map(Value::items);
    let tagged = images.filter(|image| ["newTag", "digest"].iter().any(|key| image.get(key).is_some()));
    tagged.filter_map(|image| image.get("name")?.text()).collect()
}

/// The names of the file that describes what skaffold builds.
pub const SKAFFOLD_NAMES: [&str; 2] = ["skaffold.yaml", "skaffold.yml"];

/// The images that skaffold builds and puts into manifests with a tag of its own.
pub fn artifacts<'t>(tree: &'t Tree<'t>) -> Vec<&'t str> {
    let profiles = tree.roots().filter_map(|root| root.get("profiles")).flat_map(Value::items);
    let builds = tree.roots().chain(profiles).filter_map(|part| part.at(&["build", "artifacts"]));
    builds.flat_map(Value::items).filter_map(|artifact| artifact.get("image")?.text()).collect()
}

/// The files that a kustomization names as patches, relative to its folder.
pub fn patches<'t>(tree: &'t Tree<'t>) -> Vec<&'t str> {
    let lists = tree.roots().flat_map(|root| LISTS.into_iter().filter_map(move |list| root.get(list)));
    let path = |item: Value<'t>| {
        let text = item.text().or_else(|| item.get("path")?.text())?;
        // A patch may be written in place.
        (!text.contains(['\n', ':', '{'])).then_some(text)
    };
    lists.flat_map(Value::items).filter_map(path).collect()
}
