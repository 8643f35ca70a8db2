use crate::model::compose::{File, Service};
use crate::rules::prelude::*;

rule!("foreign-namespace", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    let modes = [&service.network_mode, &service.pid, &service.ipc];
    for mode in modes.into_iter().flatten() {
        if mode.known().is_some_and(|mode| mode.starts_with("container:")) {
            out.report(
                mode.span,
                format!("service `{}` joins a container that is not of this file", shown(service.name)),
            )
            .help("put both into one project, and write `service:NAME`");
        }
    }
}
