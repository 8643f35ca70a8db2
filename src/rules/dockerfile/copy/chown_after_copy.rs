use crate::facts::programs;
use crate::rules::limits::MAX_COPIES;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::shell::Command;
use crate::syntax::value::{clean_path, file_name};

rule!("chown-after-copy", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    // Where folders were copied to since anything else made files.
    let mut copied: Vec<(String, Span)> = Vec::new();
    for step in stage.steps() {
        if let Some((sources, _)) = step.paths().filter(|_| step.is(Keyword::Copy) || step.is(Keyword::Add)) {
            let target = step.resolved(sources.len()).known();
            let path = target.filter(|path| is_folder(path) && copied.len() < MAX_COPIES);
            copied.extend(path.map(|path| (clean_path(path), step.instruction.name.span)));
        }
        if !step.is(Keyword::Run) {
            continue;
        }
        if step.script().incomplete {
            return;
        }
        for command in step.run() {
            if !programs::MAKES_NO_FILES.contains(&command.name()) {
                copied.clear();
            }
            let Some((at, from)) = changes(command, &copied) else { continue };
            let (flag, what) = if command.is("chmod") { ("chmod", "mode") } else { ("chown", "owner") };
            out.report(at, format!("a new {what} stores again what was just copied"))
                .label(from, "copied here")
                .help(format!("copy it with `--{flag}=…` instead"));
            break;
        }
    }
}

/// Whether a path looks like a folder: a single file weighs little.
fn is_folder(path: &str) -> bool {
    let name = file_name(path.trim_end_matches('/'));
    path.starts_with('/') && !name.trim_start_matches('.').contains('.')
}

/// The command's name, and the copy whose files it changes.
fn changes(command: &Command<'_>, copied: &[(String, Span)]) -> Option<(Span, Span)> {
    let is_change = matches!(command.name(), "chown" | "chgrp" | "chmod") && !command.conditional;
    if !is_change || !(command.has_flag("-R") || command.has_flag("--recursive")) {
        return None;
    }
    let mut paths =
        command.operands().skip(1).filter(|word| word.literal).take(8).map(|word| clean_path(&word.text));
    let (_, from) =
        copied.iter().find(|(path, _)| path.len() > 1 && paths.any(|changed| changed == *path))?;
    Some((command.name_span(), *from))
}
