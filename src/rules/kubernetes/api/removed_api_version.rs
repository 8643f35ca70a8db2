use crate::facts::kubernetes;
use crate::model::kube::{Object, Served, minors, served};
use crate::rules::prelude::*;

rule!("removed-api-version", Object(check));

fn check(object: &Object<'_>, out: &mut Findings<'_>) {
    let minors = minors(out.settings());
    let (Served::Removed(kind), Some(at)) = (served(object, minors), object.api_version_at()) else { return };
    let gone = kind.last.map_or(0, |last| last + 1);
    let (version, name) = (shown(object.api_version), shown(object.kind));
    let message = format!("there is no `{name}` of `{version}` from Kubernetes 1.{gone} on");
    let served_by = kubernetes::kind(kind.replacement, object.kind);
    let help = match served_by.filter(|next| next.last.is_none_or(|last| last >= minors.newest)) {
        Some(_) => format!("write `{}`, and look at what its fields are called", shown(kind.replacement)),
        None => "nothing of the server's own replaces it".to_owned(),
    };
    out.report(at, message).help(help);
}
