use crate::rules::prelude::*;

rule!("file-capability", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !file.ships(step) {
        return;
    }
    for command in step.run().iter().filter(|command| command.is("setcap") && !command.has_flag("-r")) {
        let what = command.arguments().iter().find(|word| word.literal && word.text.starts_with("cap_"));
        let capability = what.map_or("a capability".into(), |word| format!("`{}`", shown(&word.text)));
        out.report(command.name_span(), format!("a program gets {capability} whoever starts it")).help(
            "let the program listen on a high port, or add the capability where the container is started",
        );
    }
}
