use crate::facts::files;
use crate::fix::dockerfile::set_keyword;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{Arguments, Keyword};
use crate::syntax::value::file_name;

rule!("add-instead-of-copy", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let instruction = &step.instruction;
    let Arguments::Paths { sources, .. } = &instruction.arguments else { return };
    if instruction.keyword != Keyword::Add || instruction.broken || !instruction.heredocs.is_empty() {
        return;
    }
    let only_add = ["checksum", "keep-git-dir", "unpack"].iter().any(|flag| instruction.flag(flag).is_some());
    let is_plain = |index: usize| step.resolved(index).known().is_some_and(is_local_file);
    if only_add || sources.is_empty() || !(0..sources.len()).all(is_plain) {
        return;
    }
    out.report(instruction.name.span, "`ADD` does what `COPY` does here").help("write `COPY`").fix(
        Safety::Safe,
        "write `COPY`",
        set_keyword(instruction, "COPY"),
    );
}

/// Whether a source is a path of the context that is no archive.
fn is_local_file(source: &str) -> bool {
    let source = source.to_ascii_lowercase();
    let is_address = source.contains("://") || source.starts_with("git@") || source.contains(".git");
    // What a wildcard matches may be an archive.
    let name = file_name(&source);
    let is_open = name.ends_with(['*', '?', ']']);
    !is_address
        && !is_open
        && !source.starts_with("<<")
        && !files::MAYBE_UNPACKED.iter().any(|ending| source.ends_with(ending))
}
