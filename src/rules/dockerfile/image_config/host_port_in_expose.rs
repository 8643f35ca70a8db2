use crate::model::dockerfile::ports::exposed;
use crate::rules::prelude::*;

rule!("host-port-in-expose", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for exposed in exposed(step) {
        let Some(port) = exposed.without_host() else { continue };
        let item = exposed.item;
        // A port behind a colon that is no part of `${PORT:-80}`.
        let is_plain = item.text == exposed.value && item.is_verbatim() && !port.is_empty();
        let edits = is_plain.then(|| lines::replace(item.span, port));
        out.report(
            item.span,
            format!("`{}` names a port of the host, which EXPOSE cannot publish", shown(&item.text)),
        )
        .help("write the port of the container only")
        .fix(Safety::Safe, "keep the port of the container", edits);
    }
}
