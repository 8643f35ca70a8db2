use crate::facts::caches;
use crate::finding::Edit;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("unlocked-apt-cache-mount", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for mount in step.mounts() {
        let Some(target) =
            mount.target().filter(|target| caches::OF_APT.contains(&target.value.trim_end_matches('/')))
        else {
            continue;
        };
        let sharing = mount.option("sharing");
        if !mount.is("cache") || sharing.is_some_and(|option| option.value != "shared") {
            continue;
        }
        let edit = match sharing {
            Some(option) => Edit { span: option.span, text: "locked".into() },
            None => Edit { span: target.span.after(), text: ",sharing=locked".into() },
        };
        out.report(target.span, "two builds at a time fail on apt's lock in this cache")
            .help("add `sharing=locked`")
            .fix(Safety::Safe, "let builds wait for each other", Some(vec![edit]));
    }
}
