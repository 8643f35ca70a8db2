use crate::rules::prelude::*;
use crate::syntax::dockerfile::{CommandLine, is_meant_as_array, repaired_array};

rule!("malformed-exec-form", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(CommandLine::Shell(word)) = step.instruction.command_line() else { return };
    let text = word.text.as_ref();
    if step.instruction.broken || !step.instruction.heredocs.is_empty() || !is_meant_as_array(text) {
        return;
    }
    let edits =
        repaired_array(text).filter(|_| word.is_verbatim()).map(|text| lines::replace(word.span, text));
    let at = if word.is_verbatim() { word.span } else { step.instruction.name.span };
    out.report(at, format!("{} looks like a list, but it is not valid JSON", step.instruction.keyword))
        .help("write it as `[\"program\", \"argument\"]`: double quotes, and commas between the words")
        .fix(Safety::Safe, "write the list as JSON", edits);
}
