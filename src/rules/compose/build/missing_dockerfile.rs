use crate::rules::prelude::*;
use crate::workload::BuiltFrom;

rule!("missing-dockerfile", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Some(built) = &container.identity.built else { return };
    if let BuiltFrom::Missing(path) = &built.from {
        out.report(built.at, format!("there is no `{}` to build {container} from", shown(path)))
            .help("name the Dockerfile with `dockerfile`, or add it");
    }
}
