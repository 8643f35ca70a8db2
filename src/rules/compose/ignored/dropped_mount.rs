use crate::model::compose::File;
use crate::rules::prelude::*;

rule!("dropped-mount", ComposeFile(check));

fn check(file: &File<'_>, out: &mut Findings<'_>) {
    for dropped in &file.composition.dropped {
        out.report(
            dropped.at,
            format!("this mount is dropped: another one is at `{}`", shown(&dropped.path)),
        )
        .label(dropped.by, "only this one is mounted")
        .help("give each mount a path of its own, or remove one");
    }
}
