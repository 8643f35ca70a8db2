use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("git-clone-in-run", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let is_open = !step.mounts().is_empty() || step.script().incomplete || step.instruction.onbuild.is_some();
    // Who asks git later needs `.git`, and what the same RUN removes is in no layer.
    let mut calls = step.run().iter().filter(|command| matches!(command.name(), "git" | "rm"));
    if let (Some(command), None) = (calls.next(), calls.next())
        && !is_open
        && is_plain(command)
    {
        out.report(command.call_span(), "`git clone` does what ADD does without git")
            .help("write `ADD <address>#<tag or commit> <folder>`");
    }
}

/// Whether a command clones one public repository.
fn is_plain(command: &Command<'_>) -> bool {
    let mut operands = command.operands().skip(1);
    let is_address = |text: &str| text.starts_with("https://") && !text.contains(['(', '`', '@']);
    command.is("git")
        && command.subcommand() == "clone"
        && !command.conditional
        && operands.next().is_some_and(|word| is_address(&word.text))
        && !["-c", "--config", "--filter", "--sparse", "--mirror", "--bare"]
            .iter()
            .any(|flag| command.has_flag(flag))
}
