use crate::facts::downloads;
use crate::facts::files;
use crate::fix::dockerfile::insert_after;
use crate::model::dockerfile::fetch::{addresses, saved_to, verifies};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::value::file_name;
use crate::syntax::value::url::{host, is_local};

rule!("error-page-saved", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = step.run();
    if commands.iter().any(verifies) {
        return;
    }
    for command in commands.iter().filter(|command| command.is("curl")) {
        let is_open = command.arguments().iter().any(|word| word.text.starts_with('$'));
        let Some(file) =
            saved_to(command).filter(|file| !files::CHECKED_WHEN_READ.iter().any(|end| file.ends_with(end)))
        else {
            continue;
        };
        let is_remote = addresses(command).any(|word| !is_local(host(&word.text)));
        if is_open || !is_remote || downloads::CURL_FAILS.iter().any(|flag| command.has_flag(flag)) {
            continue;
        }
        let name = file_name(&file);
        let at = command.name_span();
        out.report(at, format!("`curl` saves an error page as `{}` and succeeds", shown(name)))
            .help("add `-f`, so that an error of the server fails the build")
            .fix(Safety::Unsafe, "add `-f`", insert_after(&step.instruction, at, "-f"));
    }
}
