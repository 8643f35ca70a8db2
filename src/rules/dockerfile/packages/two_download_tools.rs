use crate::model::dockerfile::{Dockerfile, Stage, Step, install};
use crate::rules::prelude::*;

rule!("two-download-tools", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    let installs = stage.steps().iter().flat_map(Step::run).filter_map(install);
    let packages: Vec<_> = installs.flat_map(|install| install.packages).collect();
    let find =
        |name: &str| packages.iter().find(|package| package.name == name).map(|package| package.word.span);
    let (Some(curl), Some(wget)) = (find("curl"), find("wget")) else { return };
    let (first, second) = if curl.start < wget.start { (curl, wget) } else { (wget, curl) };
    out.report(second, "installs both `curl` and `wget`")
        .label(first, "the other one")
        .help("install one of them and use it everywhere");
}
