use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("sh-link-replaced", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run().iter().filter(|command| command.is("ln")) {
        let Some(target) = command.operands().last() else { continue };
        if matches!(target.text.as_ref(), "/bin/sh" | "/usr/bin/sh") {
            out.report(target.span, "`/bin/sh` becomes another shell for everything in the image")
                .help("write `SHELL [\"/bin/bash\", \"-c\"]` for the build's own commands");
        }
    }
}
