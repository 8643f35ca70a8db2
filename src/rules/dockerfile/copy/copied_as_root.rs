use crate::rules::prelude::*;

rule!("copied-as-root", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped || stage.is_windows {
        return;
    }
    let inherited = stage.from().and_then(|from| file.user_before(from));
    let mut user = inherited;
    for step in stage.steps() {
        if step.is(Keyword::User) {
            user = Some(step);
        }
        let copies = step.is(Keyword::Copy) || step.is(Keyword::Add);
        let Some(user) = user.filter(|_| copies && step.instruction.flag("chown").is_none()) else {
            continue;
        };
        let Some(name) = user.resolved(0).known() else { continue };
        if User::parse(name).is_none_or(|user| user.is_root()) {
            continue;
        }
        let keyword = step.instruction.keyword;
        out.report(
            step.instruction.name.span,
            format!("what this {keyword} brings belongs to root, not to `{}`", shown(name)),
        )
        .help(format!("add `--chown={}` where it has to write them", shown(name)));
    }
}
