use crate::model::dockerfile::Shell;
use crate::rules::prelude::*;
use crate::syntax::value::has_drive;

rule!("relative-volume", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Volume || step.shell == Shell::Other {
        return;
    }
    for (index, item) in step.items().iter().enumerate() {
        let Some(path) = step.resolved(index).known() else { continue };
        // A list that is no JSON is another fault.
        let is_list = path.starts_with(['[', ',']) || path.ends_with([']', ',']);
        if path.starts_with(['/', '\\', '~']) || has_drive(path) || path.is_empty() || is_list {
            continue;
        }
        out.report(item.span, format!("the volume `{}` has no absolute path", shown(path)))
            .help(format!("write the whole path: `/{}`", shown(path.trim_start_matches("./"))));
    }
}
