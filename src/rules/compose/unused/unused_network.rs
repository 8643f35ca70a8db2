use crate::model::compose::{File, Unused};
use crate::rules::prelude::*;

rule!("unused-network", ComposeFile(check));

fn check(file: &File<'_>, out: &mut Findings<'_>) {
    for (name, at) in file.unused(Unused::Network) {
        out.report(at, format!("no service uses the network `{}`", shown(name)))
            .help("remove it, or name it in a service");
    }
}
