use crate::facts::packages;
use crate::facts::variables;
use crate::model::dockerfile::{Dockerfile, Step, Variable};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("install-scripts-run", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = step.run();
    if !commands.iter().any(runs_scripts) || step.script().incomplete {
        return;
    }
    let is_set = |command: &Command<'_>| {
        command
            .words
            .iter()
            .any(|word| word.text.contains("ignore-scripts") || word.text.contains("enableScripts"))
    };
    let by_variable = variables::NPM_WITHOUT_SCRIPTS
        .iter()
        .any(|name| dockerfile.variable(step, name) != Variable::Foreign);
    if by_variable || dockerfile.before(step).any(|other| other.run().iter().any(is_set)) {
        return;
    }
    let before = commands.iter().take_while(|command| runs_scripts(command) || !is_set(command));
    for command in before.filter(|command| runs_scripts(command)) {
        out.report(command.call_span(), "the packages' own scripts are run while they are installed")
            .help("add `--ignore-scripts`, and run by name what has to be built");
    }
}

fn runs_scripts(command: &Command<'_>) -> bool {
    let subcommand = command.subcommand();
    let installs = match command.name() {
        "npm" => matches!(subcommand, "install" | "i" | "ci" | "add"),
        "yarn" | "yarnpkg" => {
            let second = command.operands().nth(1).map_or("", |word| word.text.as_ref());
            matches!((subcommand, second), ("install" | "add", _) | ("global", "add"))
                || command.operands().next().is_none()
        }
        _ => false,
    };
    let is_open = || command.arguments().iter().any(|word| word.text.starts_with('$'));
    let is_set =
        || command.assignments.iter().any(|set| variables::NPM_WITHOUT_SCRIPTS.contains(&set.name.as_ref()));
    installs
        && !packages::NPM_WITHOUT_SCRIPTS.iter().any(|flag| command.has_flag(flag))
        && !is_open()
        && !is_set()
}
