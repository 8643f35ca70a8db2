//! Kustomizations: which files of them are patches, and what they are put together of. Builds nothing.

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
