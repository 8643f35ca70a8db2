use crate::facts::downloads;
use crate::fix::dockerfile::insert_after;
use crate::model::dockerfile::fetch::{addresses, piped, saved_to};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::limits::MAX_DOWNLOADS;
use crate::rules::prelude::*;
use crate::syntax::value::url::{host, is_local};

rule!("redirect-not-followed", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = step.run();
    for (index, command) in
        commands.iter().enumerate().filter(|(_, command)| command.is("curl")).take(MAX_DOWNLOADS)
    {
        let is_open =
            command.arguments().iter().any(|word| word.text.starts_with('$') && !word.text.contains("://"));
        let mut remote = addresses(command).filter(|word| !is_local(host(&word.text)));
        if is_open
            || remote.next().is_none()
            || downloads::CURL_REDIRECTS.iter().any(|flag| command.has_flag(flag))
        {
            continue;
        }
        let is_used = saved_to(command).is_some() || piped(commands, index).next().is_some();
        let at = command.name_span();
        if is_used {
            out.report(at, "`curl` takes the answer that points elsewhere for the file")
                .help("add `-L`, so that it follows a server that moved the file")
                .fix(Safety::Unsafe, "add `-L`", insert_after(&step.instruction, at, "-L"));
        }
    }
}
