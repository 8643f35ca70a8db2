use crate::facts::{files, programs};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::limits::MAX_ARCHIVES;
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, Word, covers};

rule!("archive-left-behind", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !dockerfile.ships(step) || step.script().incomplete {
        return;
    }
    let commands = step.run();
    for (index, command) in
        commands.iter().enumerate().filter(|(_, command)| unpacks(command)).take(MAX_ARCHIVES)
    {
        let is_archive =
            |word: &&Word<'_>| word.literal && files::UNPACKED.iter().any(|end| word.text.ends_with(end));
        let Some(word) = command.arguments().iter().find(is_archive) else { continue };
        let before = commands.get(..index).unwrap_or(&[]);
        let name = word.basename();
        let is_fetched = before.iter().any(|other| {
            (programs::is_download_tool(other.name()) || other.is("aria2c"))
                && other.words.iter().any(|word| word.basename() == name)
        });
        let later = commands.get(index + 1..).unwrap_or(&[]);
        let is_mounted = step
            .mount_targets()
            .iter()
            .any(|target| covers(target, &word.text) || !word.text.starts_with('/'));
        if is_fetched && !is_mounted && !later.iter().any(|other| may_remove(other, &word.text, name)) {
            out.report(word.span, format!("`{}` stays in the layer after it was unpacked", shown(name)))
                .help(format!("remove it in the same RUN: `rm {}`", shown(&word.text)));
        }
    }
}

fn unpacks(command: &Command<'_>) -> bool {
    let name = command.name();
    match name {
        "tar" | "bsdtar" => command.extracts_tar(),
        "unzip" => !command.has_flag("-l"),
        "dpkg" => command.has_flag("-i") || command.has_flag("--install"),
        "rpm" => command.has_flag("-i") || command.has_flag("-U"),
        "apt-get" | "apt" | "dnf" | "yum" => command.subcommand() == "install",
        _ => false,
    }
}

/// Whether a command removes or moves the file, or a folder that it may be in.
fn may_remove(command: &Command<'_>, path: &str, name: &str) -> bool {
    let is_it = |text: &str| {
        let folder = text.trim_end_matches(['/', '*']);
        text.contains(name) || text.contains(['$', '*', '?', '{']) || text == "." || path.starts_with(folder)
            // A folder that the step changed into may be above.
            || (!path.starts_with('/') && !text.contains('.'))
    };
    let removes = matches!(command.name(), "rm" | "mv" | "find" | "shred" | "unlink" | "trash" | "");
    removes && (command.name() == "find" || command.arguments().iter().any(|word| is_it(&word.text)))
}
