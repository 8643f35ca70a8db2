use crate::facts::packages::PackageManager;
use crate::facts::software;
use crate::model::dockerfile::{Dockerfile, Step, install};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("compiler-left-in-image", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !dockerfile.ships(step) || step.script().incomplete || step.run().iter().any(removes) {
        return;
    }
    for install in step.run().iter().filter_map(install) {
        let mut left = install
            .packages
            .iter()
            .filter(|package| install.manager.is_system() && software::COMPILERS.contains(&package.name));
        let Some(first) = left.next() else { continue };
        let mut draft = out
            .report(first.word.span, format!("`{}` stays in the image that is shipped", shown(first.name)));
        for package in left.take(8) {
            draft = draft.label(package.word.span, "and this one");
        }
        draft.help("compile in a stage of its own and copy the result, or remove it in the same RUN");
    }
}

fn removes(command: &Command<'_>) -> bool {
    let removes = ["remove", "purge", "autoremove", "erase", "del", "rm"];
    PackageManager::of(command.name()).is_some() && removes.contains(&command.subcommand())
}
