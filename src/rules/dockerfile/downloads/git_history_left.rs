use crate::fix::dockerfile::insert_after;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::limits::MAX_CLONES;
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, covers};
use crate::syntax::value::file_name;

rule!("git-history-left", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !dockerfile.ships(step) || step.script().incomplete {
        return;
    }
    let commands = step.run();
    for (index, command) in
        commands.iter().enumerate().filter(|(_, command)| is_whole(command)).take(MAX_CLONES)
    {
        let later = commands.get(index + 1..).unwrap_or(&[]);
        let mut operands = command.operands().skip(1);
        let (Some(address), folder) = (operands.next(), operands.next()) else { continue };
        let folder = folder.map_or(address.basename().trim_end_matches(".git"), |word| word.text.as_ref());
        let is_mounted = step.mount_targets().iter().any(|target| covers(target, folder));
        if is_mounted || later.iter().any(|other| may_remove(other, folder)) {
            continue;
        }
        // Another commit is not in a clone without history.
        let needs_history = later.iter().any(|other| other.is("git"));
        let Some(word) = command.operands().next() else { continue };
        let fix = insert_after(&step.instruction, word.span, "--depth 1").filter(|_| !needs_history);
        out.report(command.call_span(), "the whole history of the repository stays in the image")
            .help("add `--depth 1`, or remove `.git` in the same RUN")
            .fix(Safety::Unsafe, "clone without the history", fix);
    }
}

/// Whether a command clones with all of the history.
fn is_whole(command: &Command<'_>) -> bool {
    let shallow = ["--depth", "--shallow-since", "--shallow-exclude", "--filter"];
    command.is("git")
        && command.subcommand() == "clone"
        && !shallow.iter().any(|flag| command.has_flag(flag))
        && !command.arguments().iter().any(|word| word.text.starts_with('$'))
}

/// Whether a command removes or moves the clone or its history.
fn may_remove(command: &Command<'_>, folder: &str) -> bool {
    let name = file_name(folder.trim_end_matches('/'));
    let is_it = |text: &str| {
        text.contains(".git")
            || text.contains(['$', '*'])
            || text.contains(name)
            || (folder.starts_with(text.trim_end_matches('/')) && text.len() > 1)
    };
    let removes = matches!(command.name(), "rm" | "mv" | "find" | "");
    removes && command.arguments().iter().any(|word| is_it(&word.text))
}
