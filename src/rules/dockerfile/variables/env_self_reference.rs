use crate::model::dockerfile::references;
use crate::rules::prelude::*;

rule!("env-self-reference", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Env) {
        return;
    }
    let names: std::collections::BTreeSet<&str> =
        step.pairs().iter().map(|pair| pair.name.text.as_ref()).collect();
    for pair in step.pairs() {
        for reference in references(&pair.value.text, file.escape).variables {
            let name = reference.name;
            // `PATH=/x:$PATH` means the value from before.
            let is_other = name != pair.name.text && names.contains(name) && name != "PATH";
            if !is_other || reference.has_fallback || file.defines(step, name) {
                continue;
            }
            let message = format!("`{}` does not have the value of this ENV yet", shown(name));
            out.report(pair.value.part(reference.range), message)
                .help(format!("set `{}` in an ENV of its own above", shown(name)));
        }
    }
}
