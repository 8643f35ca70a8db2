use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("system-upgrade", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run().iter().filter(|command| upgrades_all(command)) {
        out.report(command.call_span(), "upgrades every package of the base image")
            .help("build from a newer base image; upgrade by name what cannot wait");
    }
}

fn upgrades_all(command: &Command<'_>) -> bool {
    let names_none = || command.operands().nth(1).is_none();
    let subcommand = command.subcommand();
    match PackageManager::of(command.name()) {
        Some(PackageManager::Apt) => {
            matches!(subcommand, "upgrade" | "dist-upgrade" | "full-upgrade" | "safe-upgrade") && names_none()
        }
        Some(PackageManager::Apk) => subcommand == "upgrade" && names_none(),
        Some(PackageManager::Dnf) => {
            let is_security = command.has_flag("--security") || command.has_flag("--advisory");
            matches!(subcommand, "update" | "upgrade" | "distro-sync") && names_none() && !is_security
        }
        Some(PackageManager::Zypper) => {
            matches!(subcommand, "update" | "up" | "dup" | "dist-upgrade" | "patch") && names_none()
        }
        Some(PackageManager::Pacman) => {
            command.has_flag("-S") && command.has_flag("-u") && command.operands().next().is_none()
        }
        _ => false,
    }
}
