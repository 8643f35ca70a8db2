use crate::facts::users;
use crate::model::dockerfile::{has_word, install};
use crate::model::images::known_users;
use crate::rules::limits::MAX_USERS;
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("undefined-user", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for (step, name) in file.stages().iter().filter_map(|stage| suspect(stage, file)).take(MAX_USERS) {
        if file.before(step).any(|before| may_bring(before, &name)) {
            continue;
        }
        let at = step.text().map_or(step.instruction.name.span, |word| word.span);
        let name = shown(&name);
        out.report(at, format!("nothing creates the user `{name}`"))
            .help(format!("create it first: `RUN useradd --system {name}`, or name a user of the image"));
    }
}

/// The first USER of a stage that its base image does not have.
fn suspect<'f, 's>(stage: &'f Stage<'s>, file: &Dockerfile<'_>) -> Option<(&'f Step<'s>, String)> {
    let image = file.root_image(stage).filter(|_| !stage.is_windows)?;
    let users = stage.steps().iter().filter(|step| step.is(Keyword::User));
    users.into_iter().find_map(|step| match step.resolved(0).known().and_then(User::parse) {
        Some(User::Name { name, .. }) if users::INVENTED.contains(&name.as_str()) => {
            (known_users(&image, &name) == Some(false)).then_some((step, name))
        }
        _ => None,
    })
}

/// Whether a step may create a user: it names the user, or what it does is not known in full.
fn may_bring(step: &Step<'_>, name: &str) -> bool {
    let instruction = &step.instruction;
    match instruction.keyword {
        Keyword::Run => {
            let is_known =
                !step.script().incomplete && instruction.heredocs.is_empty() && step.mounts().is_empty();
            !is_known || has_word(instruction.line.text(), name) || step.run().iter().any(is_opaque)
        }
        Keyword::Copy | Keyword::Add => {
            let Some((sources, _)) = step.paths() else { return true };
            let target = step.resolved(sources.len()).known().map(|path| path.trim_end_matches('/'));
            let is_system = |path: &str| {
                matches!(path, "" | "/" | "/etc" | "/etc/passwd" | "/usr" | "/usr/lib" | "/rootfs")
            };
            instruction.keyword == Keyword::Add || target.is_none_or(is_system)
        }
        Keyword::Unknown | Keyword::Onbuild => true,
        _ => false,
    }
}

/// Whether a command may do anything: a script, a user that is not named, a package by file.
fn is_opaque(command: &Command<'_>) -> bool {
    let program = command.words.first().map_or("", |word| word.text.as_ref());
    let literal = command.words.iter().all(|word| word.literal);
    match command.name() {
        "" => !command.words.is_empty(),
        "useradd" | "adduser" | "usermod" | "newusers" | "useradd.sh" | "homectl" => !literal,
        "sh" | "bash" | "source" | "." | "eval" | "make" | "ansible-playbook" | "dpkg" | "rpm" | "chroot"
        | "sed" | "tar" | "nix" | "nix-env" => true,
        name if name.ends_with(".sh") => true,
        _ => {
            let is_script =
                program.contains('/') && !program.starts_with("/usr/") && !program.starts_with("/bin/");
            let by_file = install(command).is_some_and(|install| {
                install
                    .packages
                    .iter()
                    .any(|package| package.word.text.contains('/') || !package.word.literal)
            });
            let writes =
                command.redirections.iter().any(|redirection| redirection.target.text.starts_with("/etc/"));
            is_script || by_file || writes || command.wrapper("xargs").is_some()
        }
    }
}
