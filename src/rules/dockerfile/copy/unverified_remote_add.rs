use crate::model::dockerfile::Resolved;
use crate::rules::prelude::*;
use crate::syntax::value::url::without_query;

rule!("unverified-remote-add", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Add || step.instruction.flag("checksum").is_some() {
        return;
    }
    let Some(([source], _)) = step.paths() else { return };
    let resolved = step.resolved(0);
    let start = resolved.prefix().to_ascii_lowercase();
    if !start.starts_with("https://") && !start.starts_with("http://") {
        return;
    }
    // A repository is checked by its own hashes, once a commit is named.
    let end = match resolved {
        Resolved::Known(text) => text.as_ref(),
        Resolved::Partial { suffix, .. } => suffix.as_str(),
        Resolved::Unknown => "",
    };
    let path = without_query(end);
    if path.ends_with(".git") || end.contains(".git#") {
        return;
    }
    out.report(source.span, "ADD downloads a file and has no checksum for it")
        .help("add `--checksum=sha256:…` with the hash of the file");
}
