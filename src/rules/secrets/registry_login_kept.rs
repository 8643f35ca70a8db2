use crate::facts::secrets;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::limits::MAX_LOGINS;
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, covers};

rule!("registry-login-kept", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !dockerfile.ships(step) || step.script().incomplete {
        return;
    }
    let is_mounted =
        step.mount_targets().iter().any(|target| covers(target, ".docker") || target.contains("containers"));
    let commands = step.run();
    for (index, command) in
        commands.iter().enumerate().filter(|(_, command)| logs_in(command)).take(MAX_LOGINS)
    {
        let later = commands.get(index + 1..).unwrap_or(&[]);
        if !is_mounted && !later.iter().any(forgets) {
            out.report(command.call_span(), "the login is saved in a file that stays in the image")
                .help("mount the file with `RUN --mount=type=secret`, or log out in the same RUN");
        }
    }
}

fn logs_in(command: &Command<'_>) -> bool {
    let mut words = command.operands().map(|word| word.text.as_ref());
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    match command.name() {
        "docker" | "podman" | "buildah" | "skopeo" | "nerdctl" | "crane" | "oras" | "az" => {
            first == "login" || (first, second) == ("auth", "login") || (first, second) == ("acr", "login")
        }
        "helm" => (first, second) == ("registry", "login"),
        _ => false,
    }
}

fn forgets(command: &Command<'_>) -> bool {
    let words = || command.arguments().iter().map(|word| word.text.as_ref());
    words().any(|word| word == "logout")
        || (command.is("rm")
            && words().any(|word| secrets::LOGIN_FILES.iter().any(|file| word.contains(file))))
}
