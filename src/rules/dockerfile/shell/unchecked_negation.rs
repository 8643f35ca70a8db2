use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("unchecked-negation", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = step.run();
    let start = match commands.iter().position(Command::sets_errexit) {
        _ if dockerfile.shell_stops(step) => 0,
        Some(start) => start,
        // Without it, no command is checked here, and that is another fault.
        None => return,
    };
    let unchecked =
        commands.iter().skip(start).filter(|command| command.negated && !command.name().is_empty());
    for command in unchecked {
        let name = shown(command.name());
        out.report(
            command.name_span(),
            format!("the build goes on when `{name}` succeeds, in spite of the `!`"),
        )
        .help(format!("write `if {name} …; then exit 1; fi`"));
    }
}
