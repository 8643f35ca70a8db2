use crate::facts::packages::PackageManager;
use crate::fix::dockerfile::remove_word;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, Word};

rule!("cache-mount-defeated", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let caches = caches(step);
    if caches.is_empty() {
        return;
    }
    for command in step.run() {
        let Some((word, cache, is_flag)) = defeats(command, &caches) else { continue };
        let message = match is_flag {
            true => format!(
                "`{}` keeps the cache mounted at `{}` from being used",
                shown(&word.text),
                shown(cache)
            ),
            false => format!("empties the cache that is mounted at `{}`", shown(cache)),
        };
        let fix = remove_word(&step.instruction, dockerfile.text, word.span).filter(|_| is_flag);
        out.report(word.span, message).help("remove it: what lies on a mount is not in the image").fix(
            Safety::Safe,
            "use the cache",
            fix,
        );
    }
}

/// The targets of the cache mounts.
fn caches(step: &Step<'_>) -> Vec<String> {
    let mounts = step.mounts();
    let targets = mounts.iter().filter(|mount| mount.is("cache")).filter_map(|mount| mount.target());
    targets
        .map(|target| target.value.trim_end_matches('/').to_string())
        .filter(|target| target.len() > 1)
        .collect()
}

/// The word with which a command makes a cache useless, the cache, and whether it is an option.
fn defeats<'c, 's, 'm>(
    command: &'c Command<'s>,
    caches: &'m [String],
) -> Option<(&'c Word<'s>, &'m str, bool)> {
    let flag = match (PackageManager::of(command.name())?, command.subcommand()) {
        (PackageManager::Pip, "install") => Some(("--no-cache-dir", "/pip")),
        (PackageManager::Apk, "add") => Some(("--no-cache", "/apk")),
        _ => None,
    };
    if let Some((flag, folder)) = flag {
        let word = command.arguments().iter().find(|word| word.text == flag)?;
        let cache = caches.iter().find(|cache| cache.contains(folder) || cache.ends_with("/.cache"))?;
        return Some((word, cache, true));
    }
    let (subcommand, folder) = match PackageManager::of(command.name())? {
        PackageManager::Apt => ("clean", "/var/cache/apt"),
        PackageManager::Dnf => ("clean", "/var/cache/"),
        PackageManager::Npm => ("cache", "/.npm"),
        _ => return None,
    };
    let mut operands = command.operands();
    let word = operands.next().filter(|word| word.text == subcommand)?;
    let is_npm = subcommand == "cache";
    if is_npm && !(command.is("npm") && operands.next().is_some_and(|word| word.text == "clean")) {
        return None;
    }
    let cache = caches.iter().find(|cache| cache.contains(folder) && !cache.contains("/lists"))?;
    Some((word, cache, false))
}
