use crate::facts::paths;
use crate::rules::prelude::*;
use crate::syntax::value::{clean_path, is_within};

rule!("system-directory-as-workdir", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Workdir) {
        return;
    }
    let (Some(word), Some(path)) = (step.text(), step.resolved(0).known()) else { return };
    let path = clean_path(path);
    if paths::OF_KERNEL.iter().any(|folder| is_within(&path, folder)) && !path.starts_with("/dev/shm") {
        out.report(word.span, format!("`{}` belongs to the kernel", shown(&path)))
            .help("use a directory of the application, such as `/app`");
    }
}
