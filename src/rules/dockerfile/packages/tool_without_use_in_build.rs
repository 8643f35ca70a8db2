use crate::facts::programs;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("tool-without-use-in-build", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // `vim -c` and `vim +…` run without a screen.
    let scripted = |text: &str| text.starts_with(['-', '+']);
    for command in step.run().iter().filter(|command| programs::INTERACTIVE_TOOLS.contains(&command.name())) {
        let is_editor = matches!(command.name(), "vi" | "vim");
        if dockerfile.ships(step)
            && !(is_editor && command.arguments().iter().any(|word| scripted(&word.text)))
        {
            out.report(
                command.name_span(),
                format!("`{}` does nothing useful in a build", shown(command.name())),
            )
            .help("remove the command");
        }
    }
}
