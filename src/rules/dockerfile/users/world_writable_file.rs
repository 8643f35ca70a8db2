use crate::model::dockerfile::files::{GivenMode, modes};
use crate::rules::prelude::*;

rule!("world-writable-file", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for step in file.stages().iter().filter(|stage| stage.is_shipped).flat_map(Stage::steps) {
        for GivenMode { text, at, mode } in modes(step) {
            if mode.for_everybody && !mode.sticky && !mode.takes_away {
                out.report(at, format!("mode `{}` lets everybody write", shown(&text))).help(
                    "give the files to the user that writes them, and write permission to the owner only",
                );
            }
        }
    }
}
