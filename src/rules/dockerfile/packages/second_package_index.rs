use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::value::url::host;

rule!("second-package-index", Instruction(check));

/// Indexes whose packages are public, under names that they own.
const PUBLIC: &[&str] = &[
    "download.pytorch.org",
    "pypi.org",
    "pypi.nvidia.com",
    "pypi.ngc.nvidia.com",
    "www.piwheels.org",
    "test.pypi.org",
    "wheels.vllm.ai",
];

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in
        step.run().iter().filter(|command| PackageManager::of(command.name()) == Some(PackageManager::Pip))
    {
        let words = command.arguments();
        let flag = words.iter().position(|word| word.text.starts_with("--extra-index-url"));
        let Some(word) = flag.and_then(|flag| words.get(flag)) else { continue };
        let Some(index) = command.option("--extra-index-url") else { continue };
        if PUBLIC.contains(&host(index)) {
            continue;
        }
        out.report(word.span, "a package of the public index can take the place of a private one")
            .help("use one index with `--index-url` that passes public packages on");
    }
}
