use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("weak-tls-version", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run() {
        let Some(index) = command.arguments().iter().position(|word| is_weak(command, &word.text)) else {
            continue;
        };
        let Some(word) = command.arguments().get(index) else { continue };
        out.report(
            word.span,
            format!("`{}` is told to use a version of TLS that is broken", shown(command.name())),
        )
        .help("remove the option, so that the newest version is used");
    }
}

fn is_weak(command: &Command<'_>, text: &str) -> bool {
    match command.name() {
        "curl" => match text {
            // `--tlsv1.0` names the lowest version, not the highest.
            "--sslv2" | "--sslv3" | "-2" | "-3" => true,
            "--tls-max" => matches!(command.option(text), Some("1.0" | "1.1")),
            text => matches!(text, "--tls-max=1.0" | "--tls-max=1.1"),
        },
        "wget" => {
            let protocol = text.strip_prefix("--secure-protocol=").unwrap_or("");
            matches!(protocol.to_ascii_lowercase().as_str(), "sslv2" | "sslv3" | "tlsv1" | "tlsv1_1")
        }
        "openssl" => matches!(text, "-ssl2" | "-ssl3" | "-tls1" | "-tls1_1"),
        _ => false,
    }
}
