use crate::rules::prelude::*;

rule!("user-without-passwd", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // What the stages below copied is not looked at: it may be a whole system.
    let may_have_files = [Keyword::Copy, Keyword::Add, Keyword::Run, Keyword::Unknown]
        .into_iter()
        .any(|keyword| stage.inherits(keyword));
    let Some(step) = stage.last(Keyword::User).filter(|_| matches!(file.root(stage), Base::Scratch)) else {
        return;
    };
    let Some(text) = step.resolved(0).known().filter(|_| !may_have_files) else { return };
    let Some(User::Name { name, .. }) = User::parse(text) else { return };
    if name == "root" || stage.steps().iter().any(may_bring_passwd) {
        return;
    }
    let at = step.text().map_or(step.instruction.name.span, |word| word.span);
    out.report(at, format!("there is no `/etc/passwd` that knows `{}`", shown(&name)))
        .help("write the number of the user, or copy `/etc/passwd` from another stage");
}

/// Whether a step may write `/etc/passwd`: it writes to a folder above it, or anything runs.
fn may_bring_passwd(step: &Step<'_>) -> bool {
    let keyword = step.instruction.keyword;
    let Some((sources, _)) = step.paths() else { return matches!(keyword, Keyword::Run | Keyword::Unknown) };
    // An archive may hold anything.
    let is_archive = keyword == Keyword::Add && sources.iter().any(|source| source.text.contains(".t"));
    let path = step.resolved(sources.len()).known();
    is_archive
        || path.is_none_or(|path| {
            matches!(path.trim_end_matches('/'), "" | "." | "/etc" | "/etc/passwd" | "etc" | "./")
        })
}
