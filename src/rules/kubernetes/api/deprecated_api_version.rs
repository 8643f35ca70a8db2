use crate::model::kube::{Object, Served, Successor, minors, served, successor};
use crate::rules::prelude::*;

rule!("deprecated-api-version", Object(check));

/// How many minors ahead a removal is told.
const AHEAD: u16 = 2;

fn check(object: &Object<'_>, out: &mut Findings<'_>) {
    let minors = minors(out.settings());
    let (Served::Yes(kind), Some(at)) = (served(object, minors), object.api_version_at()) else { return };
    let Some(last) = kind.last.filter(|last| *last < minors.newest + AHEAD) else { return };
    let (version, name) = (shown(object.api_version), shown(object.kind));
    let message = format!("`{name}` of `{version}` goes with Kubernetes 1.{}", last + 1);
    let draft = out.report(at, message);
    if let Some(Successor { version, edit }) = successor(object, minors) {
        draft.help(format!("write `{version}`")).fix(
            Safety::Unsafe,
            format!("write `{version}`"),
            edit.map(|edit| vec![edit]),
        );
    }
}
