use crate::facts::ports;
use crate::model::dockerfile::ports::exposed;
use crate::rules::prelude::*;

rule!("remote-shell-port", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for exposed in exposed(step) {
        let Some(range) = exposed.range() else { continue };
        // Who exposes everything does not mean a login server.
        let is_tcp = exposed.protocol.is_none_or(|protocol| protocol.eq_ignore_ascii_case("tcp"));
        if !is_tcp || range.width() > 1000 {
            continue;
        }
        if let Some((port, name)) = ports::REMOTE_LOGIN.iter().find(|(port, _)| range.contains(*port)) {
            out.report(exposed.item.span, format!("port {port} is for remote logins ({name})"))
                .help("remove the login server, and use `docker exec` instead");
        }
    }
}
