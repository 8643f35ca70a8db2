use crate::model::dockerfile::fetch::addresses;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("redirect-to-clear-text", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run().iter().filter(|command| command.is("curl")) {
        let follows = command.has_flag("-L") || command.has_flag("--location");
        let is_bound = command.has_flag("--proto") || command.has_flag("--proto-redir");
        let is_secure = addresses(command).all(|word| word.text.starts_with("https://"));
        if follows && !is_bound && is_secure && addresses(command).next().is_some() {
            out.report(command.name_span(), "`curl` follows redirects away from https")
                .help("add `--proto '=https'`");
        }
    }
}
