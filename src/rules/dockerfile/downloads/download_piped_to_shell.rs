use crate::facts::programs;
use crate::model::dockerfile::fetch::{addresses, is_download, piped, verifies};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("download-piped-to-shell", Instruction(check));

/// A download inside of a word.
const INSIDE: &[&str] = &["$(curl ", "$(wget ", "<(curl ", "<(wget ", "`curl ", "`wget "];

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = step.run();
    for (index, command) in commands.iter().enumerate() {
        let found = if is_download(command) {
            let mut targets = piped(commands, index).take_while(|other| !verifies(other));
            targets.find(|other| reads_program(other))
        } else {
            Some(command).filter(|command| runs_word(command))
        };
        let Some(shell) = found else { continue };
        let mut draft = out.report(
            shell.name_span(),
            format!("`{}` runs what it gets from the network, whatever it is", shown(shell.name())),
        );
        if let Some(address) = addresses(command).next().filter(|_| is_download(command)) {
            draft = draft.label(address.span, "downloaded from here");
        }
        draft.help("save it to a file, check its sum, then run it; or install a package");
    }
}

/// Whether a program reads the program that it runs from its input.
fn reads_program(command: &Command<'_>) -> bool {
    let name = command.name();
    let mut operands = command.operands().filter(|word| word.text != "-" && word.text != "/dev/stdin");
    let has = |flag: &str| command.has_flag(flag);
    if has("-s") {
        return programs::SHELLS.contains(&name);
    }
    // The program is in an option, or the input is only checked.
    if has("-c") || has("-m") || has("-n") || (has("-e") && programs::INTERPRETERS.contains(&name)) {
        return false;
    }
    operands.next().is_none() && (programs::SHELLS.contains(&name) || programs::INTERPRETERS.contains(&name))
}

/// `sh -c "$(curl …)"`, `bash <(curl …)`, `. <(curl …)`
fn runs_word(command: &Command<'_>) -> bool {
    let name = command.name();
    let runs = programs::SHELLS.contains(&name) || programs::runs_in_same_shell(name);
    let starts = |text: &str| INSIDE.iter().any(|start| text.trim_start().starts_with(start));
    let mut words = command.arguments().iter().filter(|word| !word.literal);
    runs && words.any(|word| starts(&word.text))
}
