use crate::facts::downloads;
use crate::model::dockerfile::fetch::{addresses, is_download, saved_to};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;
use crate::syntax::value::url::{host, is_local};

rule!("download-in-run", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.script().incomplete || step.instruction.onbuild.is_some() || !step.mounts().is_empty() {
        return;
    }
    let commands = step.run();
    let mut downloads = commands.iter().filter(|command| is_plain(command));
    let (Some(download), None) = (downloads.next(), downloads.next()) else { return };
    let others = commands.iter().filter(|command| !is_plain(command));
    if others.into_iter().all(prepares) {
        out.report(
            download.name_span(),
            format!("`{}` does what ADD does without a tool", shown(download.name())),
        )
        .help("write `ADD --checksum=sha256:… <address> <file>`");
    }
}

/// Whether a command saves one file of one public address.
fn is_plain(command: &Command<'_>) -> bool {
    let mut found = addresses(command);
    let is_one = found.next().is_some_and(|word| {
        let text = word.text.as_ref();
        // ADD knows the variables of the build, not those of the shell.
        text.starts_with("http")
            && !text.contains(['(', '`'])
            && (text.contains('$') || !is_local(host(text)))
    });
    let is_list = found.next().is_some() || command.conditional || command.nested;
    let is_asked = downloads::MORE_THAN_AN_ADDRESS.iter().any(|flag| command.has_flag(flag));
    is_download(command) && is_one && !is_list && !is_asked && saved_to(command).is_some()
}

/// What COPY and ADD can do themselves.
fn prepares(command: &Command<'_>) -> bool {
    matches!(command.name(), "mkdir" | "chmod" | "chown" | "set") && command.redirections.is_empty()
}
