use crate::fix::dockerfile::insert_after;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("recommended-packages-installed", Instruction(check));

const FLAG: &str = "--no-install-recommends";

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !dockerfile.ships(step) {
        return;
    }
    if !step.run().iter().any(installs_all) {
        return;
    }
    let mut words =
        dockerfile.before(step).flat_map(Step::run).chain(step.run()).flat_map(|command| &command.words);
    // A file of apt's configuration may switch it off for all.
    if words.any(|word| word.text.contains("Install-Recommends")) {
        return;
    }
    for command in step.run().iter().filter(|command| installs_all(command)) {
        let Some(word) = command.operands().next() else { continue };
        out.report(
            word.span,
            format!("`{} install` also installs what packages recommend", shown(command.name())),
        )
        .help(format!("add `{FLAG}`, and name what is needed all the same"))
        .fix(
            Safety::Unsafe,
            format!("add `{FLAG}`"),
            insert_after(&step.instruction, word.span, FLAG),
        );
    }
}

fn installs_all(command: &Command<'_>) -> bool {
    let is_open = |text: &str| text.starts_with('$');
    matches!(command.name(), "apt-get" | "apt")
        && command.subcommand() == "install"
        && !command.has_flag(FLAG)
        && !command.words.iter().any(|word| is_open(&word.text))
}
