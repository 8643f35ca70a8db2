use crate::facts::programs;
use crate::model::dockerfile::fetch::{is_download, piped, saved_to, verifies};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::limits::MAX_DOWNLOADS;
use crate::rules::prelude::*;
use crate::syntax::shell::Command;
use crate::syntax::value::file_name;

rule!("unverified-download", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = step.run();
    if step.script().incomplete || commands.iter().any(verifies) {
        return;
    }
    for (index, command) in
        commands.iter().enumerate().filter(|(_, command)| is_download(command)).take(MAX_DOWNLOADS)
    {
        let later = commands.get(index + 1..).unwrap_or(&[]);
        let user = match saved_to(command) {
            Some(file) => later.iter().find(|other| uses(other, &file)),
            None => {
                piped(commands, index).find(|other| matches!(other.name(), "tar" | "bsdtar" | "dpkg" | "rpm"))
            }
        };
        let Some(user) = user else { continue };
        out.report(
            command.name_span(),
            format!("what `{}` downloads is used unchecked", shown(command.name())),
        )
        .label(user.name_span(), "used here")
        .help("compare it with a known sum: `echo \"<sum>  <file>\" | sha256sum -c`");
    }
}

fn uses(command: &Command<'_>, file: &str) -> bool {
    let name = file_name(file);
    let is_it = |text: &str| !name.is_empty() && text.rsplit(['/', '=']).next() == Some(name);
    let runs = command.words.first().is_some_and(|word| is_it(&word.text));
    runs || (programs::USES_FILES.contains(&command.name())
        && command.arguments().iter().any(|word| is_it(&word.text)))
}
