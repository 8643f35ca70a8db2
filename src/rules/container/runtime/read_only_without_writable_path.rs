use crate::facts::paths::lies_in;
use crate::model::images::paths_written;
use crate::rules::prelude::*;

rule!("read-only-without-writable-path", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let image = container.identity.image.as_ref().and_then(|image| image.reference.known());
    let storage = &container.storage;
    let (Some(image), Some(writable), Some(at)) = (image, &storage.writable, storage.read_only.switched_on())
    else {
        return;
    };
    let is_writable = |path: &&&str| writable.iter().any(|folder| lies_in(path, folder));
    if let Some(path) = paths_written(image).iter().find(|path| !is_writable(path)) {
        out.report(at, format!("{container} cannot start: it writes to `{path}`"))
            .help(container.phrase(Phrase::MakeWritable).replace("PATH", path));
    }
}
