use crate::rules::prelude::*;

rule!("host-network-run", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let flag = step.instruction.flag("network").filter(|_| step.instruction.keyword == Keyword::Run);
    let Some(flag) = flag else { return };
    if flag.value.as_ref().is_some_and(|value| value.text == "host") {
        out.report(flag.span, "the step uses the network of the host").help("remove `--network=host`");
    }
}
