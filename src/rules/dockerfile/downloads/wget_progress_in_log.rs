use crate::facts::downloads;
use crate::facts::images::Family;
use crate::fix::dockerfile::insert_after;
use crate::model::dockerfile::{Dockerfile, Step, install};
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, Word};

rule!("wget-progress-in-log", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.run().iter().any(|command| command.is("wget")) {
        return;
    }
    let Some(first) = gnu_from(step, dockerfile) else { return };
    let calls = step.run().iter().skip(first);
    for command in calls.filter(|command| command.is("wget") && command.wrapper("busybox").is_none()) {
        let may_be_quiet = |word: &Word<'_>| {
            let value = || dockerfile.shell_value(step, word);
            word.text.starts_with('$') && value().is_none_or(|value| value.starts_with('-'))
        };
        let is_open = command.arguments().iter().any(may_be_quiet);
        let is_quiet = downloads::WGET_QUIET.iter().any(|flag| command.has_flag(flag));
        if is_open || is_quiet {
            continue;
        }
        let at = command.name_span();
        out.report(at, "`wget` draws its progress bar into the build's log")
            .help("add `-nv`, or `--progress=dot:giga`")
            .fix(Safety::Safe, "add `-nv`", insert_after(&step.instruction, at, "-nv"));
    }
}

/// From which command of a step on `wget` is certainly not the one of BusyBox, which knows other options.
fn gnu_from(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> Option<usize> {
    const WITHOUT: &[Family] =
        &[Family::Alpine, Family::Busybox, Family::Distroless, Family::Scratch, Family::Wolfi];
    let installs = |command: &Command<'_>| {
        install(command).is_some_and(|install| {
            install.manager.is_system() && install.packages.iter().any(|package| package.name == "wget")
        })
    };
    let family = dockerfile.base_facts(step).family;
    if family.is_some_and(|family| !WITHOUT.contains(&family))
        || dockerfile.before(step).flat_map(Step::run).any(installs)
    {
        return Some(0);
    }
    step.run().iter().position(installs)
}
