use crate::rules::prelude::*;
use crate::source::Span;

rule!("redundant-target-platform", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let declares =
        |step: &Step<'_>| step.variables().iter().any(|argument| argument.name.text == "TARGETPLATFORM");
    if file.globals().iter().any(declares) {
        return;
    }
    for from in file.stages().iter().filter_map(Stage::from) {
        let Some(flag) = from.instruction.flag("platform") else { continue };
        let value = flag.value.as_ref().map_or("", |value| value.text.as_ref());
        if value != "$TARGETPLATFORM" && value != "${TARGETPLATFORM}" {
            continue;
        }
        let after = file.text.get(flag.span.end as usize..).unwrap_or("");
        let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
        let whole = Span { end: flag.span.end + blanks as u32, ..flag.span };
        out.report(flag.span, "the target platform is the default of FROM").help("remove the flag").fix(
            Safety::Safe,
            "remove the flag",
            Some(lines::replace(whole, "")),
        );
    }
}
