use crate::facts::images::{Family, ImageFacts, Shell as ImageShell};
use crate::model::dockerfile::{Base, Dockerfile, Stage, Step, install};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{CommandLine, Keyword};
use crate::syntax::value::file_name;

rule!("shell-not-in-image", Stage(check));

fn check(stage: &Stage<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // A stage that is built from another one may find there what was copied.
    if matches!(stage.base, Base::Stage(_)) {
        return;
    }
    let Some(from) = stage.from() else { return };
    let facts: ImageFacts = dockerfile.base_facts(from);
    let has_none = matches!(stage.base, Base::Scratch) || facts.shell == Some(ImageShell::None);
    let lacks_bash = matches!(facts.family, Some(Family::Busybox)) || is_plain_alpine(stage);
    for step in stage.steps() {
        if brings(step) || (!step.run().is_empty() && step.script().incomplete) {
            return;
        }
        if step.is(Keyword::Run)
            && has_none
            && matches!(step.instruction.command_line(), Some(CommandLine::Shell(_)))
        {
            out.report(step.instruction.name.span, "the image has no shell to run this with")
                .help("run it in an earlier stage and copy the result");
            return;
        }
        if !lacks_bash {
            continue;
        }
        let shell = match step.instruction.command_line() {
            Some(CommandLine::Exec(words)) if step.is(Keyword::Shell) => words.first(),
            _ => None,
        };
        let is_bash = |text: &str| file_name(text) == "bash";
        let at = shell.filter(|word| is_bash(&word.text)).map(|word| word.span);
        let run = step.run().iter().find(|command| command.is("bash") && !command.conditional);
        if let Some(at) = at.or_else(|| run.map(|command| command.name_span())) {
            out.report(at, "`bash` is not in the base image and is not installed before")
                .help("use `sh`, or install it with `apk add --no-cache bash`");
            return;
        }
    }
}

/// The image `alpine` itself; images that are made from it may have more.
fn is_plain_alpine(stage: &Stage<'_>) -> bool {
    let Some(image) = stage.from().and_then(|from| from.resolved(0).known()) else { return false };
    let name = image.split(['@', ':']).next().unwrap_or("");
    matches!(name, "alpine" | "docker.io/alpine" | "docker.io/library/alpine" | "library/alpine")
}

/// Whether a step may bring a shell along.
fn brings(step: &Step<'_>) -> bool {
    let copies = matches!(step.instruction.keyword, Keyword::Copy | Keyword::Add);
    let installs = step.run().iter().filter_map(install).any(|install| {
        install.packages.iter().any(|package| package.name.contains("bash") || !package.word.literal)
    });
    copies || installs || !step.mounts().is_empty()
}
