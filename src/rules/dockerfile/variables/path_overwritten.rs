use crate::facts::images::Family;
use crate::rules::prelude::*;
use crate::syntax::value::search_path;

rule!("path-overwritten", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // What starts from nothing has no other programs.
    if matches!(file.root(stage), Base::Scratch)
        || stage.from().is_some_and(|from| file.base_facts(from).family == Some(Family::Distroless))
    {
        return;
    }
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Env)) {
        for (index, pair) in step.pairs().iter().enumerate().filter(|(_, pair)| pair.name.text == "PATH") {
            let Some(value) = step.resolved(index).known() else { continue };
            let folders = search_path(value).map(|folder| folder.trim_end_matches('/'));
            let has_system = folders.clone().any(|folder| folder == "/bin" || folder == "/usr/bin");
            let is_windows = value.contains([';', '\\']) || !value.starts_with(['/', '.', '~']);
            if has_system || is_windows {
                continue;
            }
            let text = &pair.value.text;
            let end = if text.ends_with(['"', '\'']) { None } else { Some(pair.value.span.after()) };
            out.report(pair.value.span, "PATH loses /bin and /usr/bin, and with them every other program")
                .help("end the value with `:$PATH`")
                .fix(
                    Safety::Unsafe,
                    "keep the folders from before",
                    end.map(|end| lines::replace(end, ":$PATH")),
                );
        }
    }
}
