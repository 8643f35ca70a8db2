use crate::facts::images::Family;
use crate::model::dockerfile::{has_word, install};
use crate::model::images::{facts, has_no_download_tool};
use crate::rules::limits::MAX_HEALTHCHECKS;
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, Word};

rule!("healthcheck-tool-missing", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let stages = file.stages().iter().filter(|stage| stage.is_output && !stage.is_windows);
    for (stage, step, command) in stages.filter_map(|stage| suspect(stage, file)).take(MAX_HEALTHCHECKS) {
        let tool = command.name();
        let mut others = file.chain(stage).flat_map(Stage::steps).filter(|other| other.index != step.index);
        if !others.any(|step| may_bring(step, tool)) {
            out.report(
                command.name_span(),
                format!("`{tool}` is not in the base image and is not installed"),
            )
            .help(format!("install `{tool}`, or check with a program that the image has"));
        }
    }
}

/// The check of a stage and its first command, when that is a program that the base image does not have.
fn suspect<'f, 's>(
    stage: &'f Stage<'s>,
    file: &Dockerfile<'_>,
) -> Option<(&'f Stage<'s>, &'f Step<'s>, &'f Command<'s>)> {
    let step = stage.last(Keyword::Healthcheck).filter(|step| !step.script().incomplete)?;
    let image = file.root_image(stage).filter(has_no_download_tool)?;
    let has_busybox = matches!(facts(&image).family, Some(Family::Alpine | Family::Busybox));
    let command = step.script().commands.first()?;
    (command.is("curl") || (command.is("wget") && !has_busybox)).then_some((stage, step, command))
}

/// Whether a step may bring a program along: it names it, or what it does is not known in full.
fn may_bring(step: &Step<'_>, tool: &str) -> bool {
    let instruction = &step.instruction;
    match instruction.keyword {
        Keyword::Run => {
            step.script().incomplete
                || !instruction.heredocs.is_empty()
                || has_word(instruction.line.text(), tool)
                || step.run().iter().any(is_opaque)
        }
        Keyword::Copy | Keyword::Add => {
            let Some((sources, _)) = step.paths() else { return true };
            let target = step.resolved(sources.len()).known().map(|path| path.trim_end_matches('/'));
            let is_programs = |path: &str| {
                matches!(path, "" | "." | "/usr" | "/usr/local" | "/usr/lib" | "/lib" | "/opt")
                    || path.ends_with("bin")
            };
            instruction.keyword == Keyword::Add
                || target.is_none_or(is_programs)
                || has_word(instruction.line.text(), tool)
        }
        Keyword::Unknown | Keyword::Onbuild => true,
        _ => false,
    }
}

/// Whether a command may install anything: a script, or packages that are not named.
fn is_opaque(command: &Command<'_>) -> bool {
    let program = command.words.first().map_or("", |word| word.text.as_ref());
    let opaque = [
        "",
        "sh",
        "bash",
        "source",
        ".",
        "eval",
        "make",
        "ansible-playbook",
        "dpkg",
        "nix",
        "nix-env",
        "brew",
        "conda",
        "mamba",
        "micromamba",
        "xargs",
        "npx",
        "playwright",
    ];
    let is_unknown = |word: &Word<'_>| !word.literal || word.text.contains('/');
    let packages_unknown = command.wrapper("xargs").is_some()
        || install(command)
            .is_some_and(|install| install.packages.iter().any(|package| is_unknown(package.word)));
    let is_script = program.contains('/') && !program.starts_with("/usr/") && !program.starts_with("/bin/");
    (opaque.contains(&command.name()) && !command.words.is_empty()) || is_script || packages_unknown
}
