use crate::model::compose::{File, Service};
use crate::rules::prelude::*;

rule!("variable-expanded-on-host", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    for (name, at, own) in service.expanded_on_host() {
        out.report(at, format!("`{}` is read on the host, not in the container", shown(name)))
            .label(own.at, "this is not what is put in")
            .help(format!("write `$${}`, and have a shell run it", shown(name)));
    }
}
