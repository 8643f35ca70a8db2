use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Step, install};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("wrong-package-manager", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.run().is_empty() || step.instruction.onbuild.is_some() || step.script().incomplete {
        return;
    }
    let Some(own) = dockerfile.base_facts(step).package_manager else { return };
    let named = |command: &&Command<'_>| {
        !command.conditional && !command.nested && calls(command).is_some_and(|manager| manager != own)
    };
    let mut wrong = step.run().iter().filter(named).take(16).filter(|command| {
        // `apt-get … || apk …` and the like try several.
        !step.run().iter().any(|other| other.conditional && other.name() == command.name())
            && !is_tried(step.run(), command)
    });
    let Some(command) = wrong.next() else { return };
    let name = command.name();
    let brings = |other: &Command<'_>| {
        install(other).is_some_and(|found| {
            found.packages.iter().any(|package| package.name == name || package.name.starts_with(name))
        })
    };
    let opaque = |other: &Step<'_>| other.sources().iter().any(|_| true);
    let earlier = dockerfile.before(step).chain(std::iter::once(step));
    if earlier.into_iter().any(|other| opaque(other) || other.run().iter().any(brings)) {
        return;
    }
    let image = dockerfile
        .stage_of(step)
        .and_then(|stage| dockerfile.chain(stage).last())
        .and_then(|stage| stage.anchor());
    let mut draft = out.report(
        command.name_span(),
        format!("`{}` is not in the base image, which has `{}`", shown(name), own.program()),
    );
    if let Some(image) = image {
        draft = draft.label(image, "the base image");
    }
    draft.help(format!("install packages with `{}`", own.program()));
}

/// Whether the command's failure leads somewhere else.
fn is_tried(commands: &[Command<'_>], command: &Command<'_>) -> bool {
    let after = commands.iter().skip_while(|other| other.span != command.span).skip(1);
    after
        .take_while(|other| !matches!(other.connector, crate::syntax::shell::Connector::Then))
        .any(|other| other.connector == crate::syntax::shell::Connector::Or)
}

/// The system's package manager that a command calls.
fn calls(command: &Command<'_>) -> Option<PackageManager> {
    let manager = PackageManager::of(command.name());
    manager
        .filter(|manager| manager.is_system())
        .filter(|_| !command.subcommand().is_empty() || command.is("pacman"))
}
