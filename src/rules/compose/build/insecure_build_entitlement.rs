use crate::model::compose::{File, Service};
use crate::rules::prelude::*;

rule!("insecure-build-entitlement", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    if let Some(at) = service.build.as_ref().and_then(|build| build.entitlement("security.insecure")) {
        out.report(
            at.span,
            format!("steps of the build of `{}` may run with all rights", shown(service.name)),
        )
        .help("remove the entitlement, and `--security=insecure` from the Dockerfile");
    }
}
