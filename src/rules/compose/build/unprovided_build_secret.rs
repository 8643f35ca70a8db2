use crate::rules::prelude::*;
use crate::workload::BuiltFrom;

rule!("unprovided-build-secret", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Some(built) = &container.identity.built else { return };
    let (BuiltFrom::Known(dockerfile), Some(secrets)) = (&built.from, &built.secrets) else { return };
    for id in dockerfile.needed_secrets().iter().filter(|id| !secrets.contains(id)) {
        out.report(built.at, format!("the build of {container} needs the secret `{}`", shown(id)))
            .help("name it under `build.secrets`");
    }
}
