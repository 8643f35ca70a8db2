use crate::model::compose::File;
use crate::rules::prelude::*;

rule!("unset-variable", ComposeFile(check));

fn check(file: &File<'_>, out: &mut Findings<'_>) {
    for (name, places) in file.unset_variables() {
        let Some((at, others)) = places.split_first().filter(|_| !out.settings().sets_variable(name)) else {
            continue;
        };
        let name = shown(name);
        let finding = out.report(*at, format!("nothing here sets `{name}`, so it may be empty"));
        let (default, required) = (format!("${{{name}:-…}}"), format!("${{{name}:?}}"));
        let help =
            format!("give it a default, `{default}`, require it, `{required}`, or show it in `.env.example`");
        let finding = finding.help(help);
        others.iter().fold(finding, |finding, other| finding.label(*other, "and here"));
    }
}
