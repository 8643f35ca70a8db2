use std::collections::BTreeSet;

use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Step, install};
use crate::rules::prelude::*;

rule!("apk-packages-removed-by-name", Instruction(check));

/// So many names are worth one for all of them.
const GROUPED_FROM: usize = 2;

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut added: BTreeSet<&str> = BTreeSet::new();
    for command in
        step.run().iter().filter(|command| PackageManager::of(command.name()) == Some(PackageManager::Apk))
    {
        if command.subcommand() == "add" {
            let packages = install(command).map(|install| install.packages).unwrap_or_default();
            added.extend(packages.iter().map(|package| package.name));
        }
        let removed = command.operands().skip(1).filter(|word| added.contains(word.text.as_ref()));
        if command.subcommand() == "del" && removed.count() >= GROUPED_FROM {
            out.report(command.call_span(), "names again, one by one, the packages that this RUN added")
                .help("add them with `apk add --virtual .build-deps …`, and remove `.build-deps`");
        }
    }
}
