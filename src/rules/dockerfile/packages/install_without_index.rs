use crate::facts::images::Family;
use crate::facts::packages::PackageManager;
use crate::facts::programs;
use crate::model::dockerfile::{Dockerfile, Pin, Step, install};
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, covers};

rule!("install-without-index", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let facts = dockerfile.base_facts(step);
    let is_bare = facts.is_official && matches!(facts.family, Some(Family::Debian | Family::Ubuntu));
    if !is_bare || step.instruction.onbuild.is_some() || step.script().incomplete {
        return;
    }
    let commands = step.run();
    let Some(at) = commands.iter().position(needs_index) else { return };
    let Some(command) = commands.get(at) else { return };
    let own = commands.get(..at).unwrap_or(&[]);
    if command.conditional || own.iter().any(may_fetch) {
        return;
    }
    let may_bring = |step: &Step<'_>| step.script().incomplete && step.instruction.command_line().is_some();
    let is_mounted = step
        .mount_targets()
        .iter()
        .any(|target| target.contains('$') || covers(target, "/var/lib/apt/lists"));
    let mut earlier = dockerfile.before(step);
    if is_mounted || earlier.any(|step| may_bring(step) || step.run().iter().any(may_fetch)) {
        return;
    }
    out.report(command.call_span(), "installs packages, but no package index was fetched")
        .help("run `apt-get update &&` before it in the same RUN");
}

fn needs_index(command: &Command<'_>) -> bool {
    let by_name = |pin: Pin| pin != Pin::Unknown;
    install(command).is_some_and(|install| {
        install.manager == PackageManager::Apt
            && install.packages.iter().any(|package| by_name(package.pin) && package.word.literal)
    })
}

/// Whether a command fetches the index, or runs something that may.
fn may_fetch(command: &Command<'_>) -> bool {
    let name = command.name();
    let word = command.words.first().map_or("", |word| &word.text);
    (PackageManager::of(command.name()) == Some(PackageManager::Apt)
        && matches!(command.subcommand(), "update" | "up" | ""))
        || programs::MAY_UPDATE_APT.contains(&name)
        || (name.is_empty() && !command.words.is_empty())
        || word.contains('/') && !word.starts_with("/usr/bin/") && !word.starts_with("/bin/")
        || name.contains("apt") && PackageManager::of(command.name()).is_none()
        || name.contains("install")
}
