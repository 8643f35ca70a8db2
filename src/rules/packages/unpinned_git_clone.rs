use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

pub static RULE: Rule = Rule::new(include_str!("../../../rules/unpinned-git-clone.md"), &[Check::Instruction(check)]);

/// Branches that move with every release.
const MOVING: &[&str] = &["master", "main", "develop", "dev", "trunk"];

/// So many clones of a RUN are followed.
const MANY: usize = 64;

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.script().incomplete {
        return;
    }
    let commands = step.run();
    let clones = commands.iter().enumerate().filter(|(_, command)| command.is("git") && command.subcommand() == "clone");
    for (index, command) in clones.take(MANY) {
        let later = commands.get(index + 1..).unwrap_or(&[]);
        if !later.iter().any(selects) {
            let branch = command.option("--branch").or_else(|| command.option("-b"));
            let what = match branch {
                None if !command.has_flag("--revision") => "the default branch".to_owned(),
                Some(branch) if MOVING.contains(&branch) => format!("branch `{branch}`"),
                _ => continue,
            };
            out.report(command.call_span(), format!("clones {what} as it is on the day of the build"))
                .help("name a tag with `--branch`, or check out a commit in the same RUN");
        }
    }
}

/// Whether a command moves a clone to a commit.
fn selects(command: &Command<'_>) -> bool {
    command.is("git") && matches!(command.subcommand(), "checkout" | "reset" | "switch" | "submodule")
}
