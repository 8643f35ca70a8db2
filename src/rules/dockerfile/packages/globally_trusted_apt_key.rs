use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::shell::Command;

rule!("globally-trusted-apt-key", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run() {
        let is_apt_key = command.is("apt-key")
            && matches!(command.operands().next(), Some(word) if matches!(word.text.as_ref(), "add" | "adv"));
        let at = if is_apt_key || (command.is("apt-key") && command.has_flag("--recv-keys")) {
            Some(command.name_span())
        } else {
            written(command)
        };
        let Some(at) = at else { continue };
        let message = if is_apt_key {
            "`apt-key` is gone from Debian 13, and trusts the key for every repository"
        } else {
            "the key is trusted for every repository, not only for its own"
        };
        out.report(at, message).help(
            "save the key in `/etc/apt/keyrings` and name it with `signed-by=` in the repository's line",
        );
    }
}

/// The folder of keys for all repositories, where a command writes into it.
fn written(command: &Command<'_>) -> Option<Span> {
    let is_global = |text: &str| text.contains("/etc/apt/trusted.gpg");
    let target = command.redirections.iter().find(|redirection| is_global(&redirection.target.text));
    let writes = matches!(command.name(), "gpg" | "tee" | "curl" | "wget" | "cp" | "mv");
    let word = command.arguments().iter().find(|word| writes && is_global(&word.text));
    target.map(|redirection| redirection.target.span).or_else(|| word.map(|word| word.span))
}
