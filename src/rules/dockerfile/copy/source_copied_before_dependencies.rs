use crate::facts::files;
use crate::rules::prelude::*;
use crate::syntax::shell::Command;
use crate::syntax::value::file_name;

rule!("source-copied-before-dependencies", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // What the stages below have copied is not looked at: it may be the list of dependencies.
    if stage.inherits(Keyword::Copy) || stage.inherits(Keyword::Add) {
        return;
    }
    let mut copied = None;
    for step in stage.steps() {
        if (step.is(Keyword::Copy) || step.is(Keyword::Add)) && step.instruction.flag("from").is_none() {
            let sources = step.paths().map_or(&[][..], |(sources, _)| sources);
            let is_all = |path: &str| matches!(path, "." | "./" | "/" | "./*" | "*");
            if sources.iter().any(|source| is_all(&source.text)) {
                copied = Some(step.instruction.name.span);
            } else if copied.is_none() && sources.iter().any(|source| is_manifest(&source.text)) {
                return;
            }
        }
        // Mounts are how to install without copying, and with what is there from the last time.
        let (Some(copied), None) = (copied, step.instruction.flag("mount")) else { continue };
        if !step.is(Keyword::Run) {
            continue;
        }
        let Some((command, what)) = step.script().commands.iter().find_map(|c| Some((c, installs(c)?)))
        else {
            continue;
        };
        out.report(command.name_span(), format!("`{what}` runs again after every change of any file"))
            .label(copied, "everything is copied here")
            .help("copy the list of dependencies, install, and then copy the rest");
        return;
    }
}

/// Whether a source is the list of a project's dependencies, or may contain it.
fn is_manifest(path: &str) -> bool {
    let name = file_name(path);
    files::DEPENDENCIES.iter().any(|known| name.starts_with(known))
        || path.contains('*')
        || path.contains('$')
}

/// The command that installs all dependencies of a project.
fn installs(command: &Command<'_>) -> Option<&'static str> {
    let operands: Vec<&str> = command.operands().map(|word| word.text.as_ref()).collect();
    Some(match (command.name(), operands.as_slice()) {
        ("npm", ["ci"]) => "npm ci",
        ("npm", ["install" | "i"]) if !command.has_flag("-g") && !command.has_flag("--global") => {
            "npm install"
        }
        ("yarn", ["install"]) => "yarn install",
        ("pnpm", ["install" | "i"]) if !command.has_flag("-g") => "pnpm install",
        ("pip" | "pip3", ["install"]) if command.option("-r").is_some() => "pip install -r",
        ("poetry", ["install"]) => "poetry install",
        ("pipenv", ["install" | "sync"]) => "pipenv install",
        ("bundle", ["install"]) => "bundle install",
        ("composer", ["install"]) => "composer install",
        ("go", ["mod", "download"]) => "go mod download",
        _ => return None,
    })
}
