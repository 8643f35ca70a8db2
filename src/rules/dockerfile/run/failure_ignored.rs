use crate::facts::programs;
use crate::model::dockerfile::folders::enters_known_folder;
use crate::model::dockerfile::{Dockerfile, Shell, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::{Command, Connector};

rule!("failure-ignored", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let is_read = step.shell != Shell::Other && step.is(Keyword::Run) && !step.script().incomplete;
    // Whether a heredoc stops at errors is another question.
    if !is_read
        || step.instruction.is_exec()
        || !step.instruction.heredocs.is_empty()
        || dockerfile.shell_stops(step)
    {
        return;
    }
    let commands = step.run();
    for (index, command) in commands.iter().enumerate() {
        if command.sets_errexit() {
            return;
        }
        let top = |command: &Command<'_>| !command.nested && !command.conditional;
        let is_end =
            commands.get(index + 1).is_some_and(|next| next.connector == Connector::Then && top(next));
        let matters = !programs::HARMLESS_FAILURE.contains(&command.name())
            && !enters_known_folder(command, step, dockerfile);
        if is_end && top(command) && command.connector != Connector::Or && matters {
            out.report(
                command.name_span(),
                format!("the build goes on when `{}` fails", shown(command.name())),
            )
            .help("write `&&` instead of `;`, or `set -e;` before the first command");
            return;
        }
    }
}
