use crate::rules::prelude::*;
use crate::syntax::dockerfile::repaired_array;

rule!("malformed-exec-form", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let instruction = &step.instruction;
    if instruction.broken || !instruction.heredocs.is_empty() {
        return;
    }
    let Some(list) = instruction.almost_array() else { return };
    let edits =
        repaired_array(&list.text).filter(|_| list.is_verbatim()).map(|text| lines::replace(list.span, text));
    let at = if list.is_verbatim() { list.span } else { instruction.name.span };
    out.report(at, format!("{} looks like a list, but it is not valid JSON", instruction.keyword))
        .help("write it as `[\"a\", \"b\"]`: double quotes, and commas between the words")
        .fix(Safety::Safe, "write the list as JSON", edits);
}
