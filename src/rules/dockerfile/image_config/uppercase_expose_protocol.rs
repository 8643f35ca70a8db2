use crate::model::dockerfile::ports::exposed;
use crate::rules::prelude::*;

rule!("uppercase-expose-protocol", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for item in exposed(step).map(|exposed| exposed.item) {
        let Some(slash) = item.text.find('/') else { continue };
        let protocol = item.text.get(slash + 1..).unwrap_or("");
        let lower = protocol.to_ascii_lowercase();
        if protocol == lower || !matches!(lower.as_str(), "tcp" | "udp" | "sctp") {
            continue;
        }
        let at = item.part(slash + 1..item.text.len());
        out.report(at, format!("the protocol `{}` is not in lower case", shown(protocol)))
            .help(format!("write `{lower}`"))
            .fix(
                Safety::Safe,
                "write the protocol in lower case",
                item.is_verbatim().then(|| lines::replace(at, lower)),
            );
    }
}
