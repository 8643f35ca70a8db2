use crate::rules::prelude::*;
use crate::source::Span;

rule!("deprecated-maintainer", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let instruction = &step.instruction;
    if instruction.keyword != Keyword::Maintainer {
        return;
    }
    let name = &instruction.name;
    let edits = step.text().filter(|text| text.is_verbatim() && name.is_verbatim()).and_then(|text| {
        let value = text.text.trim();
        let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
        // MAINTAINER expands nothing; a label would.
        if inner.contains(['"', '\\', '$', '`']) {
            return None;
        }
        let keyword = if name.text.contains(|c: char| c.is_ascii_uppercase()) { "LABEL" } else { "label" };
        let whole = Span { start: name.span.start, ..text.span };
        Some(lines::replace(whole, format!("{keyword} org.opencontainers.image.authors=\"{inner}\"")))
    });
    out.report(name.span, "MAINTAINER is deprecated")
        .help("use `LABEL org.opencontainers.image.authors=\"…\"`")
        .fix(Safety::Unsafe, "use a label", edits);
}
