use crate::rules::prelude::*;
use crate::syntax::value::clean_path;

rule!("system-directory-as-workdir", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Workdir) {
        return;
    }
    let (Some(word), Some(path)) = (step.text(), step.resolved(0).known()) else { return };
    let path = clean_path(path);
    let top = path.split('/').nth(1).unwrap_or("");
    if path.starts_with('/')
        && matches!(top, "proc" | "sys" | "dev" | "boot")
        && !path.starts_with("/dev/shm")
    {
        out.report(word.span, format!("`{}` belongs to the kernel", shown(&path)))
            .help("use a directory of the application, such as `/app`");
    }
}
