use super::modes::modes;
use crate::rules::prelude::*;

rule!("setuid-file", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for step in file.stages().iter().filter(|stage| stage.is_shipped).flat_map(Stage::steps) {
        for mode in modes(step).into_iter().filter(|mode| mode.setuid) {
            out.report(
                mode.at,
                format!("mode `{}` gives everybody the rights of the owner", shown(&mode.text)),
            )
            .help("remove the bit, or give the program the one capability that it needs");
        }
    }
}
