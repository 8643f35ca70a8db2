use crate::facts::kubernetes;
use crate::model::kube::{Object, Served, minors, misspelt, served};
use crate::rules::prelude::*;

rule!("unknown-kind", Object(check));

fn check(object: &Object<'_>, out: &mut Findings<'_>) {
    let minors = minors(out.settings());
    let Some(at) = object.api_version_at() else { return };
    let (version, name) = (shown(object.api_version), shown(object.kind));
    match served(object, minors) {
        Served::NotYet(kind) => {
            out.report(at, format!("`{name}` of `{version}` comes with Kubernetes 1.{}", kind.first))
                .help("use another version of the API, or set `kubernetes.version`");
        }
        Served::Unknown => {
            let message = format!("there is no `{name}` in `{version}`");
            let help = match kubernetes::elsewhere(object.kind, minors.oldest, minors.newest) {
                Some(known) => format!("it is `{}`", shown(known)),
                None => "correct the kind or the version of the API".to_owned(),
            };
            out.report(at, message).help(help);
        }
        Served::Custom => {
            if let Some(spelling) = misspelt(object) {
                out.report(at, format!("there is no `{name}` in `{version}`"))
                    .help(format!("it is `{spelling}`"));
            }
        }
        _ => {}
    }
}
