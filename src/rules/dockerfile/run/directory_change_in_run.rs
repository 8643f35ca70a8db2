use crate::facts::programs;
use crate::model::dockerfile::folders::is_here;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Connector;

rule!("directory-change-in-run", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = step.run();
    let Some(first) = commands.first().filter(|first| first.is("cd") && !first.nested) else { return };
    let mut later = commands.iter().skip(1);
    let returns = later.clone().any(|command| programs::changes_folder(command.name()));
    let is_list = later.all(|command| !matches!(command.connector, Connector::Or));
    let Some(path) = first.operands().next().filter(|word| word.literal) else { return };
    if commands.len() > 1 && !returns && is_list {
        let help = match is_here(&path.text, step, dockerfile) {
            true => "remove it: WORKDIR names that folder already".to_owned(),
            false => format!("write `WORKDIR {}` before it", shown(&path.text)),
        };
        out.report(first.name_span(), format!("changes into `{}` for the whole RUN", shown(&path.text)))
            .help(help);
    }
}
