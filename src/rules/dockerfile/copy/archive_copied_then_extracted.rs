use std::collections::BTreeMap;

use crate::facts::files;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::value::file_name;

rule!("archive-copied-then-extracted", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    let is_archive = |name: &str| files::TARBALLS.iter().any(|ending| name.ends_with(ending));
    // The last word of each path that is unpacked, from the end on, so that only later steps count.
    let mut unpacked: BTreeMap<&str, Span> = BTreeMap::new();
    for step in stage.steps().iter().rev() {
        if step.is(Keyword::Run) {
            for command in step.script().commands.iter().filter(|command| command.extracts_tar()) {
                let words = command.arguments().iter().map(|word| (word.basename(), command.name_span()));
                unpacked.extend(words.filter(|(name, _)| is_archive(name)));
            }
        }
        // ADD leaves an archive from the network as it is, unless it is told to unpack it.
        let is_remote = step.is(Keyword::Add) && step.instruction.flag("unpack").is_none();
        if !(step.is(Keyword::Copy) || is_remote) || step.instruction.flag("from").is_some() {
            continue;
        }
        let sources = step.paths().map_or(&[][..], |(sources, _)| sources);
        for source in sources.iter().filter(|source| !is_remote || source.text.starts_with("http")) {
            let name = file_name(&source.text);
            let Some(by) = unpacked.get(name) else { continue };
            let message = format!("`{}` is copied here and unpacked in another layer", shown(name));
            out.report(source.span, message).label(*by, "unpacked here").help(match is_remote {
                true => "download and unpack it in one RUN, or add `--unpack`",
                false => "unpack it with ADD, or mount it: `RUN --mount=type=bind,source=…`",
            });
        }
    }
}
