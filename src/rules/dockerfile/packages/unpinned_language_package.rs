use super::unpinned;
use crate::model::dockerfile::{Dockerfile, Manager, Step};
use crate::rules::prelude::*;

rule!("unpinned-language-package", Instruction(check));

/// Managers without a rule of their own, and how each takes a version.
const MANAGERS: &[(Manager, &str)] = &[
    (Manager::Composer, "write the version behind the name: `vendor/name:version`"),
    (Manager::Cpanm, "write the version behind the name: `Name@version`"),
    (Manager::Dotnet, "add `--version`"),
    (Manager::Luarocks, "write the version as a word behind the name"),
    (Manager::Pecl, "write the version behind the name: `name-version`"),
];

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for (manager, help) in MANAGERS {
        unpinned::report(step, *manager, help, out);
    }
}
