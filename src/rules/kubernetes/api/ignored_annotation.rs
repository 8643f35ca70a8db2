use crate::facts::kubernetes::annotations;
use crate::model::kube::{Object, PodTemplate, minors};
use crate::rules::prelude::*;

rule!("ignored-annotation", Pod(check));

fn check(pod: &PodTemplate<'_>, _: &Object<'_>, out: &mut Findings<'_>) {
    let oldest = minors(out.settings()).oldest;
    for pair in pod.annotations() {
        let known = pair.key.text().and_then(annotations::dead);
        let Some((minor, field)) = known.filter(|(minor, _)| *minor <= oldest) else { continue };
        out.report(pair.key.span(), format!("this annotation does nothing since Kubernetes 1.{minor}"))
            .help(format!("set `{field}` of the pod or container"));
    }
}
