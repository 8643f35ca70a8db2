use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Stage, install};
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, covers};

rule!("index-update-in-own-layer", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut later_install: [Option<crate::source::Span>; 3] = [None, None, None];
    // From the end, so that each update sees the next install.
    for step in stage.steps().iter().rev().filter(|step| !step.script().incomplete) {
        for (manager, later) in [PackageManager::Apt, PackageManager::Apk, PackageManager::Pacman]
            .into_iter()
            .zip(&mut later_install)
        {
            let mut own =
                step.run().iter().filter(|command| PackageManager::of(command.name()) == Some(manager));
            let update = own.clone().find(|command| updates(command));
            match update {
                None => {
                    let found = own.find(|command| uses_index(command));
                    *later = found.map(Command::call_span).or(*later);
                }
                Some(update) => {
                    let is_alone = own.all(updates);
                    let is_mounted =
                        step.mount_targets().iter().any(|target| covers(target, "/var/lib/apt/lists"));
                    let install = later.take();
                    if let Some(install) = install
                        && is_alone
                        && !is_mounted
                    {
                        let word = if update.is("pacman") { "-Sy" } else { "update" };
                        let message =
                            format!("`{} {word}` stands in a RUN without an install", shown(update.name()));
                        out.report(update.call_span(), message)
                            .label(install, "installs from what the cached layer once knew")
                            .help("put the update and the install into one RUN");
                    }
                }
            }
        }
    }
}

/// Whether a command fetches the index and does nothing else.
fn updates(command: &Command<'_>) -> bool {
    if command.is("pacman") {
        let is_sync = command.has_flag("-S") && command.has_flag("-y") && !command.has_flag("-u");
        return is_sync && command.operands().next().is_none();
    }
    command.subcommand() == "update"
}

/// Whether a command installs packages by an index that was fetched before.
fn uses_index(command: &Command<'_>) -> bool {
    let fetches = ["--no-cache", "-U", "--update-cache", "--update", "-y"];
    let fetches = if command.is("pacman") { &fetches[..] } else { fetches.get(..4).unwrap_or(&[]) };
    install(command).is_some_and(|install| !install.packages.is_empty())
        && !fetches.iter().any(|flag| command.has_flag(flag))
}
