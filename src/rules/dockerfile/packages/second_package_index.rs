use crate::facts::packages::PackageManager;
use crate::facts::registries;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::value::url::host;

rule!("second-package-index", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in
        step.run().iter().filter(|command| PackageManager::of(command.name()) == Some(PackageManager::Pip))
    {
        let words = command.arguments();
        let flag = words.iter().position(|word| word.text.starts_with("--extra-index-url"));
        let Some(word) = flag.and_then(|flag| words.get(flag)) else { continue };
        let Some(index) = command.option("--extra-index-url") else { continue };
        if registries::PYTHON_INDEXES.contains(&host(index)) {
            continue;
        }
        out.report(word.span, "a package of the public index can take the place of a private one")
            .help("use one index with `--index-url` that passes public packages on");
    }
}
