use crate::model::dockerfile::quotes::quoted_variables;
use crate::rules::prelude::*;

rule!("single-quoted-variable", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !matches!(step.instruction.keyword, Keyword::Env | Keyword::Label) || step.instruction.broken {
        return;
    }
    for pair in step.pairs() {
        for (name, at) in quoted_variables(&pair.value.text, file.escape) {
            if name == "PATH" || file.defines(step, name) {
                out.report(
                    pair.value.part(at.clone()),
                    format!("`${name}` is not replaced in single quotes"),
                )
                .help("write double quotes");
            }
        }
    }
}
