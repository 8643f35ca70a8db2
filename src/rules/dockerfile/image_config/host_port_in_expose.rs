use crate::model::dockerfile::ports::{Exposed, exposed};
use crate::rules::prelude::*;

rule!("host-port-in-expose", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for Exposed { item, value, .. } in exposed(step) {
        if !value.contains(':') {
            continue;
        }
        // A port behind a colon that is no part of `${PORT:-80}`.
        let edits = (item.text == value && item.is_verbatim())
            .then(|| value.rsplit_once(':'))
            .flatten()
            .filter(|(_, port)| !port.is_empty())
            .map(|(_, port)| lines::replace(item.span, port));
        out.report(
            item.span,
            format!("`{}` names a port of the host, which EXPOSE cannot publish", shown(&item.text)),
        )
        .help("write the port of the container only")
        .fix(Safety::Safe, "keep the port of the container", edits);
    }
}
