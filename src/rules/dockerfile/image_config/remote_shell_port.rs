use super::ports_labels::{exposed, port_range};
use crate::facts::ports;
use crate::rules::prelude::*;

rule!("remote-shell-port", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for (item, value) in exposed(step) {
        let (port, protocol) = value.split_once('/').unwrap_or((value, "tcp"));
        let Some((first, last)) = port_range(port.rsplit(':').next().unwrap_or("")) else { continue };
        // Who exposes everything does not mean a login server.
        if !protocol.eq_ignore_ascii_case("tcp") || last - first > 1000 {
            continue;
        }
        if let Some((port, name)) = ports::REMOTE_LOGIN.iter().find(|(port, _)| (first..=last).contains(port))
        {
            out.report(item.span, format!("port {port} is for remote logins ({name})"))
                .help("remove the login server, and use `docker exec` instead");
        }
    }
}
