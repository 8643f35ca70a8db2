use super::ports_labels::{exposed, port_range};
use crate::rules::prelude::*;

rule!("invalid-port", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for (item, value) in exposed(step) {
        let (port, protocol) = value.split_once('/').unwrap_or((value, ""));
        let port = port.rsplit(':').next().unwrap_or("");
        let is_protocol = matches!(protocol.to_ascii_lowercase().as_str(), "" | "tcp" | "udp" | "sctp");
        if !is_protocol || port_range(port).is_none() {
            let what =
                if is_protocol { "is no port from 0 to 65535" } else { "has a protocol that does not exist" };
            out.report(item.span, format!("`{}` {what}", shown(&item.text)))
                .help("write it as `80`, `80/udp` or `8000-8010`");
        }
    }
}
