use crate::facts::{downloads, programs};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{Arguments, Keyword};
use crate::syntax::value::url::authority;

rule!("moving-download-url", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run().iter().filter(|command| programs::is_download_tool(command.name())) {
        for word in command.arguments() {
            report(&word.text, word.span, out);
        }
    }
    if step.instruction.keyword == Keyword::Add
        && let Arguments::Paths { sources, .. } = &step.instruction.arguments
    {
        sources.iter().for_each(|word| report(&word.text, word.span, out));
    }
}

fn report(text: &str, at: crate::source::Span, out: &mut Findings<'_>) {
    // The commit behind an address of a Git repository decides: `…git#v1`.
    if !text.starts_with("https://") && !text.starts_with("http://") && !text.starts_with("ftp://") {
        return;
    }
    // Package repositories of distributions have such names, and move with every update anyway.
    if text.ends_with(".repo") || text.ends_with(".list") || text.ends_with(".gpg") || text.ends_with(".asc")
    {
        return;
    }
    let host = authority(text);
    let is_forge = downloads::FORGES.iter().any(|piece| host.contains(piece));
    let moves = |part: &str| text.contains(part) && (is_forge || !downloads::BRANCH_PARTS.contains(&part));
    let Some(part) = downloads::MOVING_PARTS.iter().find(|part| moves(part)) else { return };
    let part = part.trim_matches(['/', '-', '.', '_']);
    out.report(at, format!("the address names `{part}`, which is another file with every release"))
        .help("download a fixed version, and check its sum");
}
