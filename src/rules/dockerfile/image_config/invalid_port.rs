use crate::model::dockerfile::ports::exposed;
use crate::rules::prelude::*;

rule!("invalid-port", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for exposed in exposed(step) {
        let is_known = |protocol: &str| {
            ["", "tcp", "udp", "sctp"].iter().any(|known| known.eq_ignore_ascii_case(protocol))
        };
        let is_protocol = exposed.protocol.is_none_or(is_known);
        let what = match exposed.range() {
            _ if !is_protocol => Some("has a protocol that does not exist"),
            None => Some("is no port from 0 to 65535"),
            Some(_) if !exposed.has_valid_host() => {
                Some("names ports or an address of the host that cannot be")
            }
            Some(_) => None,
        };
        if let Some(what) = what {
            out.report(exposed.item.span, format!("`{}` {what}", shown(&exposed.item.text)))
                .help("write it as `80`, `80/udp` or `8000-8010`");
        }
    }
}
