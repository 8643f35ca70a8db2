use crate::model::dockerfile::install;
use crate::rules::prelude::*;

rule!("sudo-installed", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Run)) {
        let installs = step.run().iter().filter_map(install).filter(|install| install.manager.is_system());
        for package in installs.flat_map(|install| install.packages) {
            if package.name == "sudo" {
                out.report(package.word.span, "`sudo` is installed in the image")
                    .help("leave it out: the build is root already");
            }
        }
    }
}
