use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{Arguments, Keyword};

rule!("moving-download-url", Instruction(check));

/// Parts of addresses that name what is the newest.
const MOVING: &[&str] =
    &["/releases/latest/", "/latest/", "/master/", "/main/", "-latest.", "/latest.", "_latest."];

/// Parts that name a branch where Git is served; elsewhere they are sections of a package repository.
const BRANCHES: &[&str] = &["/master/", "/main/"];

/// Pieces of the names of hosts that serve files from Git.
const FORGES: &[&str] = &["git", "bitbucket", "codeberg", "jsdelivr", "sr.ht"];

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run().iter().filter(|command| matches!(command.name(), "curl" | "wget")) {
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
    let host = text.split('/').nth(2).unwrap_or("");
    let is_forge = FORGES.iter().any(|piece| host.contains(piece));
    let moves = |part: &str| text.contains(part) && (is_forge || !BRANCHES.contains(&part));
    let Some(part) = MOVING.iter().find(|part| moves(part)) else { return };
    let part = part.trim_matches(['/', '-', '.', '_']);
    out.report(at, format!("the address names `{part}`, which is another file with every release"))
        .help("download a fixed version, and check its sum");
}
