use crate::model::dockerfile::files::modes;
use crate::rules::prelude::*;

rule!("setuid-file", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for step in file.stages().iter().filter(|stage| stage.is_shipped).flat_map(Stage::steps) {
        for given in modes(step).into_iter().filter(|given| given.mode.setuid) {
            out.report(
                given.at,
                format!("mode `{}` gives everybody the rights of the owner", shown(&given.text)),
            )
            .help("remove the bit, or give the program the one capability that it needs");
        }
    }
}
