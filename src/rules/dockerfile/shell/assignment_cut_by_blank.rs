use crate::rules::prelude::*;
use crate::source::Span;

rule!("assignment-cut-by-blank", Fault(FaultCheck { codes: &[1007], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let (before, after) =
        (dockerfile.text.get(..fault.span.start as usize), dockerfile.text.get(fault.span.end as usize..));
    let (Some(before), Some(after)) = (before, after) else { return };
    // An empty variable for one command is written the same way; a value is no command.
    let is_value = |c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '$');
    if !after.trim_start_matches([' ', '\t']).starts_with(is_value) {
        return;
    }
    let is_part = |c: char| c == '=' || c == '_' || c.is_ascii_alphanumeric();
    let start = before.trim_end_matches(is_part).len() as u32;
    let at = Span { start, end: fault.span.start, ..fault.span };
    out.report(at, "the variable is empty: what stands behind the blank is a command")
        .help("leave out the blank");
}
