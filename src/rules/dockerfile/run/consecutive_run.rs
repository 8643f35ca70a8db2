use crate::model::dockerfile::{Dockerfile, Stage, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;

rule!("consecutive-run", Stage(check));

/// So many in a row are worth a word.
const FEWEST: usize = 3;

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    let plain = |step: &Step<'_>| {
        step.is(Keyword::Run)
            && step.instruction.flags.is_empty()
            && step.instruction.heredocs.is_empty()
            && !step.instruction.is_exec()
    };
    for row in stage.steps().chunk_by(|a, b| plain(a) && plain(b)) {
        let (Some(first), true) = (row.first(), row.len() >= FEWEST) else { continue };
        out.report(
            first.instruction.name.span,
            format!("{} RUN instructions in a row make as many layers", row.len()),
        )
        .help("join them with `&&`, or write one RUN with a heredoc");
    }
}
