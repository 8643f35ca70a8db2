use super::unpinned;
use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("unpinned-language-package", Instruction(check));

/// Managers without a rule of their own, and how each takes a version.
const MANAGERS: &[(PackageManager, &str)] = &[
    (PackageManager::Composer, "write the version behind the name: `vendor/name:version`"),
    (PackageManager::Cpanm, "write the version behind the name: `Name@version`"),
    (PackageManager::Dotnet, "add `--version`"),
    (PackageManager::Luarocks, "write the version as a word behind the name"),
    (PackageManager::Pecl, "write the version behind the name: `name-version`"),
];

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for (manager, help) in MANAGERS {
        unpinned::report(step, *manager, help, out);
    }
}
