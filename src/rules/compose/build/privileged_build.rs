use crate::model::compose::{File, Service};
use crate::rules::prelude::*;

rule!("privileged-build", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    let privileged = service.build.as_ref().and_then(|build| build.privileged.as_ref());
    if let Some(leaf) = privileged.filter(|leaf| leaf.switch() == Some(true)) {
        out.report(
            leaf.span,
            format!("the build of `{}` has all rights of the host's root", shown(service.name)),
        )
        .help("remove `privileged`");
    }
}
