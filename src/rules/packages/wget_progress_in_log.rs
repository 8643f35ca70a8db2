use crate::fix::dockerfile::insert_after;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new(include_str!("../../../rules/wget-progress-in-log.md"), &[Check::Instruction(check)]);

const QUIET: &[&str] = &[
    "-q", "--quiet", "-nv", "--no-verbose", "--progress", "-o", "--output-file", "-a", "--append-output", "--spider",
    "--version", "--help", "-b",
];

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // BusyBox knows other options.
    let is_busybox = dockerfile.base_facts(step).family.is_none_or(|family| {
        use crate::model::images::Family;
        !matches!(family, Family::Debian | Family::Ubuntu | Family::RedHat | Family::Fedora | Family::Rocky)
    });
    for command in step.run().iter().filter(|command| command.is("wget") && command.wrapper("busybox").is_none()) {
        let is_open = command.arguments().iter().any(|word| word.text.starts_with('$'));
        if is_open || is_busybox || QUIET.iter().any(|flag| command.has_flag(flag)) {
            continue;
        }
        let at = command.name_span();
        out.report(at, "`wget` draws its progress bar into the build's log")
            .help("add `-nv`, or `--progress=dot:giga`")
            .fix(Safety::Safe, "add `-nv`", insert_after(&step.instruction, at, "-nv"));
    }
}
