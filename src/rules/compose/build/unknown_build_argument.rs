use crate::rules::prelude::*;
use crate::syntax::nearest;
use crate::workload::BuiltFrom;

rule!("unknown-build-argument", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Some(built) = &container.identity.built else { return };
    let BuiltFrom::Known(dockerfile) = &built.from else { return };
    for argument in built.arguments.iter().filter(|argument| !dockerfile.takes(&argument.value)) {
        let name = shown(&argument.value);
        let finding = out.report(argument.span, format!("the Dockerfile of {container} has no `ARG {name}`"));
        finding.help(match nearest(&argument.value, dockerfile.arguments()) {
            Some(meant) => format!("did you mean `{}`?", shown(meant)),
            None => "declare it in the Dockerfile, or remove it here".to_owned(),
        });
    }
}
