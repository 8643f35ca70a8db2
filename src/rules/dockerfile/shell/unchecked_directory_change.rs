use crate::model::dockerfile::folders::enters_known_folder;
use crate::model::dockerfile::hints;
use crate::rules::prelude::*;

rule!(
    "unchecked-directory-change",
    Fault(FaultCheck { codes: &[2164], may_have: hints::lone_cd, run: check })
);

fn check(fault: &Fault, step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let here = step.run().iter().find(|command| command.span.start == fault.span.start);
    if here.is_some_and(|command| enters_known_folder(command, step, dockerfile)) {
        return;
    }
    out.report(fault.span, format!("if `{}` fails, what follows runs in another folder", fault.brief()))
        .help("write `&&` behind it, or `WORKDIR` before the step");
}
