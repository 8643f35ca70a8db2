use crate::facts::programs;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("unused-secret-mount", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mounts = step.mounts();
    let is_plain = |command: &Command<'_>| {
        programs::NEEDS_NO_SECRET.contains(&command.name()) || command.words.is_empty()
    };
    let commands = step.run();
    if mounts.is_empty() || step.script().incomplete || commands.is_empty() || !commands.iter().all(is_plain)
    {
        return;
    }
    let line = &step.instruction.line;
    let text = line.text().get(step.instruction.rest_of_command()).unwrap_or("");
    let bodies =
        step.instruction.heredocs.iter().filter_map(|heredoc| dockerfile.text.get(heredoc.body.range()));
    let texts: Vec<&str> = std::iter::once(text).chain(bodies).collect();
    for mount in mounts.iter().filter(|mount| mount.is("secret") || mount.is("ssh")).take(16) {
        let (Some(kind), Some(is_used)) = (mount.option("type"), mount.is_used(&texts)) else { continue };
        if !is_used {
            let what = if mount.is("ssh") { "SSH agent" } else { "secret" };
            out.report(kind.span, format!("no command of this RUN uses the {what}"))
                .help("remove the mount, or check the name of the file or variable");
        }
    }
}
