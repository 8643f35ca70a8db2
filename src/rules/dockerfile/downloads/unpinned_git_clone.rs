use crate::facts::downloads;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::limits::MAX_CLONES;
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("unpinned-git-clone", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.script().incomplete {
        return;
    }
    let commands = step.run();
    for command in commands.iter().filter(|command| installs_plugin(command)) {
        out.report(command.call_span(), "clones the default branch as it is on the day of the build")
            .help("add `--version`");
    }
    let clones = commands
        .iter()
        .enumerate()
        .filter(|(_, command)| command.is("git") && command.subcommand() == "clone");
    for (index, command) in clones.take(MAX_CLONES) {
        let later = commands.get(index + 1..).unwrap_or(&[]);
        if !later.iter().any(selects) {
            let branch = command.option("--branch").or_else(|| command.option("-b"));
            let what = match branch {
                None if !command.has_flag("--revision") => "the default branch".to_owned(),
                Some(branch) if downloads::MOVING_BRANCHES.contains(&branch) => format!("branch `{branch}`"),
                _ => continue,
            };
            out.report(command.call_span(), format!("clones {what} as it is on the day of the build"))
                .help("name a tag with `--branch`, or check out a commit in the same RUN");
        }
    }
}

/// `helm plugin install https://…` clones a repository.
fn installs_plugin(command: &Command<'_>) -> bool {
    let mut words = command.operands().map(|word| word.text.as_ref());
    let is_install = command.is("helm")
        && words.next() == Some("plugin")
        && matches!(words.next(), Some("install" | "add"));
    let is_repository = words.next().is_some_and(|word| {
        word.starts_with("https://") && !word.ends_with(".tgz") && !word.ends_with(".tar.gz")
    });
    is_install && is_repository && !command.has_flag("--version")
}

/// Whether a command moves a clone to a commit.
fn selects(command: &Command<'_>) -> bool {
    command.is("git") && matches!(command.subcommand(), "checkout" | "reset" | "switch" | "submodule")
}
