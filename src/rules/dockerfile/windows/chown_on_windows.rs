use crate::rules::prelude::*;

rule!("chown-on-windows", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !file.is_windows(step) || !matches!(step.instruction.keyword, Keyword::Copy | Keyword::Add) {
        return;
    }
    for name in ["chown", "chmod"] {
        if let Some(flag) = step.instruction.flag(name) {
            out.report(flag.span, format!("`--{name}` does not work in images of Windows"))
                .help("remove it, and set rights with `icacls` in a RUN");
        }
    }
}
