use crate::facts::images::Family;
use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Step, install};
use crate::rules::prelude::*;

rule!("apt-cache-mount-stays-empty", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let facts = dockerfile.base_facts(step);
    if !facts.is_official
        || !matches!(facts.family, Some(Family::Debian | Family::Ubuntu))
        || step.script().incomplete
    {
        return;
    }
    let mounts = step.mounts();
    let mut targets = mounts.iter().filter(|mount| mount.is("cache")).filter_map(|mount| mount.target());
    let Some(target) = targets.find(|option| option.value.trim_end_matches('/') == "/var/cache/apt") else {
        return;
    };
    let installs = step
        .run()
        .iter()
        .any(|command| install(command).is_some_and(|install| install.manager == PackageManager::Apt));
    let keeps = |text: &str| text.contains("docker-clean") || text.contains("Keep-Downloaded-Packages");
    let kept = |other: &Step<'_>| keeps(dockerfile.text.get(other.instruction.span.range()).unwrap_or(""));
    // A file of configuration may be copied.
    let copies = |other: &Step<'_>| {
        let text = dockerfile.text.get(other.instruction.span.range()).unwrap_or("");
        matches!(other.instruction.keyword, crate::syntax::dockerfile::Keyword::Copy) && text.contains("apt")
    };
    if installs && !kept(step) && !dockerfile.before(step).any(|other| kept(other) || copies(other)) {
        out.report(target.span, "the cache stays empty: this image deletes packages after each install")
            .help("run `rm -f /etc/apt/apt.conf.d/docker-clean` before it");
    }
}
