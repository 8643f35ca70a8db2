use crate::model::kube::{Object, Served, Successor, minors, served, successor};
use crate::rules::prelude::*;

rule!("removed-api-version", Object(check));

fn check(object: &Object<'_>, out: &mut Findings<'_>) {
    let minors = minors(out.settings());
    let (Served::Removed(kind), Some(at)) = (served(object, minors), object.api_version_at()) else { return };
    let gone = kind.last.map_or(0, |last| last + 1);
    let (version, name) = (shown(object.api_version), shown(object.kind));
    let message = format!("there is no `{name}` of `{version}` from Kubernetes 1.{gone} on");
    let draft = out.report(at, message);
    match successor(object, minors) {
        None => draft.help("nothing of the server's own replaces it"),
        Some(Successor { version, edit: None }) => {
            draft.help(format!("write `{version}`, and look at what its fields are called"))
        }
        Some(Successor { version, edit: Some(edit) }) => draft.help(format!("write `{version}`")).fix(
            Safety::Unsafe,
            format!("write `{version}`"),
            Some(vec![edit]),
        ),
    };
}
