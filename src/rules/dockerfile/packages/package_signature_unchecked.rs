use crate::facts::packages;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, Word, may_be_setting};

rule!("package-signature-unchecked", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run() {
        let Some(word) = switch(command) else { continue };
        out.report(word.span, "packages are installed without a look at their signatures")
            .help("remove it, and import the key of the repository");
    }
}

fn switch<'c, 's>(command: &'c Command<'s>) -> Option<&'c Word<'s>> {
    let name = command.name();
    let flags = packages::UNSIGNED
        .iter()
        .find(|(names, _)| names.contains(&name))
        .map_or(&[][..], |(_, flags)| flags);
    let builds_index = name == "apk" && command.subcommand() == "index";
    let flag = command.arguments().iter().find(|word| flags.contains(&word.text.as_ref()) && !builds_index);
    let builds = command.option("-X").or_else(|| command.option("--repository"));
    if builds.is_some_and(|folder| !folder.contains("://")) {
        return None;
    }
    flag.or_else(|| command.arguments().iter().find(|word| switches_off(&word.text)))
}

fn switches_off(text: &str) -> bool {
    if !may_be_setting(text) {
        return false;
    }
    // What was built a moment ago and lies in a folder has no signature.
    if text.contains("file:") || text.contains("gpgcheck=1") {
        return false;
    }
    let is_own = |at: usize, setting: &str| {
        // `repo_gpgcheck` is about the index alone; packages are checked all the same.
        let before = text.get(..at).unwrap_or("");
        !setting.starts_with("gpg") || !before.ends_with('_')
    };
    packages::UNSIGNED_SETTINGS
        .iter()
        .any(|setting| text.match_indices(setting).any(|(at, _)| is_own(at, setting)))
}
