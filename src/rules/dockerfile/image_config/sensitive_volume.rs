use crate::facts::paths;
use crate::rules::prelude::*;
use crate::syntax::value::clean_path;

rule!("sensitive-volume", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Volume {
        return;
    }
    for (index, item) in step.items().iter().enumerate() {
        let Some(path) = step.resolved(index).known().filter(|path| path.starts_with('/')) else { continue };
        let path = clean_path(path);
        let is_below = ["/dev/", "/proc/", "/sys/"].iter().any(|folder| path.starts_with(folder))
            && path != "/sys/fs/cgroup"
            && path != "/dev/shm";
        if is_below || paths::NOT_FOR_VOLUMES.contains(&path.as_str()) {
            out.report(item.span, format!("the volume hides `{}` of the image", shown(&path)))
                .help("declare a volume for the data of the application only");
        }
    }
}
