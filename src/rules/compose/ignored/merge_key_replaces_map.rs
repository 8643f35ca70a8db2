use crate::model::compose::File;
use crate::rules::prelude::*;

rule!("merge-key-replaces-map", ComposeFile(check));

fn check(file: &File<'_>, out: &mut Findings<'_>) {
    for shadowed in &file.composition.shadowed {
        out.report(shadowed.at, "this replaces the whole mapping that `<<` brings")
            .label(shadowed.other, "nothing of this is left")
            .help("give that mapping an anchor of its own, and merge it here with `<<`");
    }
}
