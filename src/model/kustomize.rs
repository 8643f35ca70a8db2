//! Kustomizations: which files of them are patches. Builds nothing.

use crate::syntax::yaml::{Tree, Value};

/// The names of the file that describes a kustomization.
pub const NAMES: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/// The lists of a kustomization that name patches, as paths or as mappings with a `path`.
const LISTS: [&str; 3] = ["patches", "patchesStrategicMerge", "patchesJson6902"];

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
