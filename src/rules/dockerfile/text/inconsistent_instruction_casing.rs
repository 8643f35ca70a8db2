use crate::rules::prelude::*;

rule!("inconsistent-instruction-casing", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let to_lower = file.is_lower_case();
    let known = file.steps().filter(|step| step.instruction.keyword != Keyword::Unknown);
    for name in known.map(|step| &step.instruction.name).filter(|name| name.is_verbatim()) {
        let wanted = if to_lower { name.text.to_ascii_lowercase() } else { name.text.to_ascii_uppercase() };
        if name.text != wanted.as_str() {
            out.report(name.span, format!("`{}` is not in the case of the other instructions", name.text))
                .help(format!("write `{wanted}`"))
                .fix(Safety::Safe, "write instructions in one case", Some(lines::replace(name.span, wanted)));
        }
    }
}
