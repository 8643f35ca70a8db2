use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Install, Package, Pin, Step, install};
use crate::rules::limits::MAX_CHECKOUT_STEPS;
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("unpinned-go-package", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let installs =
        step.run().iter().filter_map(install).filter(|install| install.manager == PackageManager::Go);
    let all: Vec<Install<'_, '_>> =
        installs.filter(|install| install.packages.iter().any(|it| is_open(install, it))).collect();
    // What is fetched without a version may be a repository in which a commit is chosen.
    let is_chosen =
        all.iter().any(|install| !install.packages.iter().any(names_version)) && chooses(step, file);
    for install in all {
        let mut open = install.packages.iter().filter(|package| is_open(&install, package));
        let Some(first) = open.next().filter(|first| names_version(first) || !is_chosen) else { continue };
        let mut draft = out.report(
            first.word.span,
            format!("`{}` is installed in whatever version is the newest", shown(first.name)),
        );
        for package in open.take(8) {
            draft = draft.label(package.word.span, "and this one");
        }
        draft.help("write the version behind `@`: `module@v1.2.3`");
    }
}

fn names_version(package: &Package<'_, '_>) -> bool {
    package.word.text.contains('@')
}

/// Whether a package is taken in a version that moves. Without one, `install` and `run` follow the module's own
/// `go.mod`, and `get` takes the newest.
fn is_open(install: &Install<'_, '_>, package: &Package<'_, '_>) -> bool {
    let is_module = || package.name.split('/').next().is_some_and(|host| host.contains('.'));
    let moves = names_version(package) || (install.command.subcommand() == "get" && is_module());
    package.pin == Pin::None && package.word.literal && moves
}

/// Whether a commit is chosen in this step or in one of the stage that follows.
fn chooses(step: &Step<'_>, file: &Dockerfile<'_>) -> bool {
    let is_choice = |command: &Command<'_>| {
        command.is("git") && matches!(command.subcommand(), "checkout" | "switch" | "reset")
    };
    let steps = file.stage_of(step).map_or(&[][..], |stage| stage.steps());
    let start = steps.partition_point(|other| other.index < step.index);
    steps.iter().skip(start).take(MAX_CHECKOUT_STEPS).any(|other| other.run().iter().any(is_choice))
}
