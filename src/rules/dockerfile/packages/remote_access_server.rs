use crate::facts::software;
use crate::model::dockerfile::{Dockerfile, Step, install};
use crate::rules::prelude::*;

rule!("remote-access-server", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !dockerfile.ships(step) {
        return;
    }
    for install in step.run().iter().filter_map(install) {
        let is_server = |name: &str| software::REMOTE_LOGIN_SERVERS.contains(&name);
        for package in install.packages.iter().filter(|package| is_server(package.name)) {
            // Where `openssh` is the client as well, it is not what was meant.
            if package.name == "openssh" && !starts_sshd(dockerfile) {
                continue;
            }
            out.report(
                package.word.span,
                format!("installs `{}`, a way into running containers", shown(package.name)),
            )
            .help("remove it; use `docker exec` or `kubectl debug`");
        }
    }
}

fn starts_sshd(dockerfile: &Dockerfile<'_>) -> bool {
    let mut commands = dockerfile.steps().flat_map(|step| &step.script().commands);
    commands.any(|command| command.is("sshd") || command.is("ssh-keygen"))
}
