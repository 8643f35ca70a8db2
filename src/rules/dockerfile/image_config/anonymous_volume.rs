use crate::rules::prelude::*;

rule!("anonymous-volume", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.is(Keyword::Volume) && file.ships(step) {
        out.report(step.instruction.name.span, "every container gets a volume without a name")
            .help("leave VOLUME out, and mount a volume where the container is started");
    }
}
