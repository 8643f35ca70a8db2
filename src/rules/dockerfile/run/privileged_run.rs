use crate::rules::prelude::*;

rule!("privileged-run", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let flag = step.instruction.flag("security").filter(|_| step.instruction.keyword == Keyword::Run);
    let Some(flag) = flag else { return };
    if flag.value.as_ref().is_some_and(|value| value.text == "insecure") {
        out.report(flag.span, "the step has all rights of the build machine")
            .help("remove `--security=insecure`");
    }
}
