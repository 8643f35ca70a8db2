use crate::model::compose::{File, Unused};
use crate::rules::prelude::*;

rule!("unused-config", ComposeFile(check));

fn check(file: &File<'_>, out: &mut Findings<'_>) {
    for (name, at) in file.unused(Unused::Config) {
        out.report(at, format!("no service uses the config `{}`", shown(name)))
            .help("remove it, or name it in a service");
    }
}
