//! The files that a Compose file names, so that they can be read before the project is put together. A file whose name
//! hangs on a variable is not among them; what is missed here, the loader asks for.

use super::interpolate::Interpolated;
use super::loading::is_remote;
use super::relative::{folder_of, join};
use crate::source::Spanned;
use crate::syntax::yaml::{Tree, Value};

/// A file that another one names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its path, relative to the folder of the project.
    pub path: String,
    /// The folder that the files which it names are relative to.
    pub folder: String,
}

/// The files that a tree includes, and those whose services its services extend. `folder` is what they are relative to.
pub fn references(tree: &Tree<'_>, folder: &str) -> Vec<Reference> {
    let mut out = Vec::new();
    for root in tree.roots() {
        for item in root.get("include").into_iter().flat_map(Value::items) {
            include(item, folder, &mut out);
        }
        for key in ["services", "jobs"] {
            for service in root.get(key).map(Value::entries).unwrap_or_default() {
                let file = service.value.at(&["extends", "file"]).and_then(text);
                if let Some(path) = file.map(|file| join(folder, &file)) {
                    let folder = folder_of(&path).to_owned();
                    out.push(Reference { path, folder });
                }
            }
        }
    }
    out
}

/// The addresses of a document that are read from elsewhere: what it includes, and files of services that it extends.
pub(super) fn remotes(root: Value<'_>) -> Vec<Spanned<String>> {
    let mut named: Vec<Value<'_>> = Vec::new();
    for item in root.get("include").into_iter().flat_map(Value::items) {
        let paths = item.get("path").unwrap_or(item);
        match paths.is_sequence() {
            true => named.extend(paths.items()),
            false => named.push(paths),
        }
    }
    let services = root.get("services").map(Value::entries).unwrap_or_default();
    named.extend(services.iter().filter_map(|service| service.value.at(&["extends", "file"])));
    let remote = |value: Value<'_>| {
        let address = text(value).filter(|address| is_remote(address))?;
        Some(Spanned::new(address, value.token()))
    };
    named.into_iter().filter_map(remote).collect()
}

fn include(item: Value<'_>, folder: &str, out: &mut Vec<Reference>) {
    let paths = item.get("path").unwrap_or(item);
    let files: Vec<String> = match paths.is_sequence() {
        true => paths.items().filter_map(text).collect(),
        false => text(paths).into_iter().collect(),
    };
    let files: Vec<String> =
        files.iter().filter(|file| !is_remote(file)).map(|file| join(folder, file)).collect();
    let own = item.get("project_directory").and_then(text).filter(|own| !own.is_empty());
    let own = own.map(|own| join(folder, &own));
    let own = own.unwrap_or_else(|| files.first().map_or("", |file| folder_of(file)).to_owned());
    let own = if own == "." { String::new() } else { own };
    out.extend(files.into_iter().map(|path| Reference { path, folder: own.clone() }));
}

/// The text of a scalar, if no variable has a say in it.
fn text(value: Value<'_>) -> Option<String> {
    Interpolated::read(value.text()?).known().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::yaml::parse;

    #[test]
    fn files_are_relative_to_what_names_them() {
        let text = "include:\n  - sub/a.yaml\n  - {path: [b.yaml, ../c.yaml], project_directory: own}\n  - ${X}\n  - git@x:y\n\
                    services:\n  a: {extends: {service: b, file: base/d.yaml}}\n  b: {extends: a}\n";
        let tree = parse(SourceId(0), text, &Limits::default());
        let found = references(&tree, "in");
        let found: Vec<String> =
            found.iter().map(|found| format!("{} {}", found.path, found.folder)).collect();
        let expected =
            ["in/sub/a.yaml in/sub", "in/b.yaml in/own", "c.yaml in/own", "in/base/d.yaml in/base"];
        assert_eq!(found, expected);
    }
}
