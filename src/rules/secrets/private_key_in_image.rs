use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::limits::MAX_PRIVATE_KEYS;
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, covers};
use crate::syntax::value::file_name;

rule!("private-key-in-image", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !dockerfile.ships(step) || step.script().incomplete {
        return;
    }
    let commands = step.run();
    let made = commands
        .iter()
        .enumerate()
        .filter_map(|(index, command)| Some((index, command, generated(command)?)));
    // A branch may be left out, and a function may be called by nobody.
    for (index, command, file) in made.filter(|(_, command, _)| !command.conditional).take(MAX_PRIVATE_KEYS) {
        let later = commands.get(index + 1..).unwrap_or(&[]);
        let is_mounted =
            step.mount_targets().iter().any(|target| file.starts_with('/') && covers(target, file));
        if !is_mounted && !later.iter().any(|other| removes(other, file)) {
            out.report(command.call_span(), "every container of the image has the same private key")
                .help("make the key when the container starts, or mount it");
        }
    }
}

/// The file of the private key that a command makes; empty when it has a usual place.
fn generated<'c>(command: &'c Command<'_>) -> Option<&'c str> {
    match command.name() {
        "ssh-keygen" => {
            // With these it reads keys.
            let reads = ["-l", "-y", "-R", "-F", "-H", "-i", "-e", "-p", "-s", "-Y", "-B", "-c", "-k"];
            (!reads.iter().any(|flag| command.has_flag(flag))).then(|| command.option("-f").unwrap_or(""))
        }
        "openssl" => {
            let makes = match command.subcommand() {
                "genrsa" | "genpkey" => true,
                "req" => ["-newkey", "-keyout"].iter().any(|flag| command.has_flag(flag)),
                "ecparam" => command.has_flag("-genkey"),
                _ => false,
            };
            let file = command.option("-keyout").or_else(|| command.option("-out"));
            let written =
                || command.redirections.iter().map(|redirection| redirection.target.text.as_ref()).next();
            file.or_else(written).filter(|file| makes && !file.starts_with("/dev/"))
        }
        "keytool" => {
            let makes = ["-genkey", "-genkeypair"].iter().any(|flag| command.has_flag(flag));
            makes.then(|| command.option("-keystore").unwrap_or(""))
        }
        _ => None,
    }
}

fn removes(command: &Command<'_>, file: &str) -> bool {
    let name = file_name(file);
    let is_it = |text: &str| {
        let folder = text.trim_end_matches(['/', '*']);
        text.contains(['$', '*', '?', '{'])
            || (!name.is_empty() && text.contains(name))
            || (folder.len() > 1 && file.starts_with(folder))
            || (name.is_empty() && (text.contains("ssh") || text.contains("key")))
    };
    matches!(command.name(), "rm" | "shred" | "find")
        && command.arguments().iter().any(|word| is_it(&word.text))
}
