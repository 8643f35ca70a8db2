use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/privileged-run.md"), &[Check::Instruction(check)]);

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let flag = step.instruction.flag("security").filter(|_| step.instruction.keyword == Keyword::Run);
    let Some(flag) = flag else { return };
    if flag.value.as_ref().is_some_and(|value| value.text == "insecure") {
        out.report(flag.span, "the step has all rights of the build machine")
            .help("remove `--security=insecure`");
    }
}
