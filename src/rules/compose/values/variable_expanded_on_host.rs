use std::cell::LazyCell;

use crate::model::compose::{File, Service};
use crate::rules::prelude::*;

rule!("variable-expanded-on-host", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    let environment = LazyCell::new(|| service.variables_by_name());
    for leaf in service.commands.iter().flat_map(|command| &command.words) {
        for (name, at) in leaf.host_variables() {
            let own = environment.get(name);
            // What is taken from the host is the same on both sides.
            let Some(own) = own.filter(|own| own.value.as_ref().is_some_and(|value| !value.mentions(name)))
            else {
                continue;
            };
            out.report(at, format!("`{}` is read on the host, not in the container", shown(name)))
                .label(own.at, "this is not what is put in")
                .help(format!("write `$${}`, and have a shell run it", shown(name)));
        }
    }
}
