use crate::facts::files;
use crate::rules::limits::MAX_REMOTE_ARCHIVES;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Word;
use crate::syntax::value::file_name;
use crate::syntax::value::url::without_query;

rule!("remote-archive-not-extracted", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for (step, source, name) in file.steps().filter_map(archive).take(MAX_REMOTE_ARCHIVES) {
        let after = file.text.get(step.instruction.span.end as usize..).unwrap_or("");
        // Whatever is said of it later may unpack it, or want it as it is.
        if !["tar", "unpack", name].into_iter().any(|word| after.contains(word)) {
            out.report(source.span, format!("ADD does not unpack `{}`, which it downloads", shown(name)))
                .help("add `--unpack=true` (syntax 1.17), or unpack it with `tar`");
        }
    }
}

/// The archive that an ADD downloads into a folder, and its name.
fn archive<'f, 's>(step: &'f Step<'s>) -> Option<(&'f Step<'s>, &'f Word<'s>, &'f str)> {
    if !step.is(Keyword::Add) || step.instruction.flag("unpack").is_some() {
        return None;
    }
    let ([source], _) = step.paths()? else { return None };
    let url = step.resolved(0).known()?;
    let is_remote = url.starts_with("https://") || url.starts_with("http://");
    let name = file_name(without_query(url));
    let into_folder = step.resolved(1).known()?.ends_with('/');
    let is_archive = is_remote && into_folder && files::TARBALLS.iter().any(|ending| name.ends_with(ending));
    is_archive.then_some((step, source, name))
}
