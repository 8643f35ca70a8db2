use crate::model::dockerfile::ports::exposed;
use crate::rules::prelude::*;

rule!("invalid-port", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for exposed in exposed(step) {
        let is_known = |protocol: &str| {
            ["", "tcp", "udp", "sctp"].iter().any(|known| known.eq_ignore_ascii_case(protocol))
        };
        let is_protocol = exposed.protocol.is_none_or(is_known);
        if !is_protocol || exposed.range().is_none() {
            let what =
                if is_protocol { "is no port from 0 to 65535" } else { "has a protocol that does not exist" };
            out.report(exposed.item.span, format!("`{}` {what}", shown(&exposed.item.text)))
                .help("write it as `80`, `80/udp` or `8000-8010`");
        }
    }
}
