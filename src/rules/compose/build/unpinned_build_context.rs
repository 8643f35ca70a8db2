use crate::model::compose::{File, Service};
use crate::rules::prelude::*;
use crate::syntax::value::GitAddress;

rule!("unpinned-build-context", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    let context = service.build.as_ref().and_then(|build| build.context.as_ref());
    let Some((leaf, address)) = context.and_then(|leaf| Some((leaf, leaf.known()?))) else { return };
    if GitAddress::parse(address).is_some_and(|address| !address.is_pinned()) {
        out.report(leaf.span, format!("`{}` is built from a repository as it is today", shown(service.name)))
            .help("name the commit: `…git#` and its whole hash");
    }
}
