use crate::finding::Edit;
use crate::model::dockerfile::{Dockerfile, Step, Variable};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{Arguments, Keyword};

rule!("persistent-debian-frontend", Stage(check));

const NAME: &str = "DEBIAN_FRONTEND";

fn check(stage: &crate::model::dockerfile::Stage<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let sets = |step: &&Step<'_>| {
        matches!(&step.instruction.arguments, Arguments::Pairs { pairs, .. }
        if step.is(Keyword::Env) && pairs.iter().any(|pair| pair.name.text == NAME))
    };
    let mut steps = stage.steps().iter().filter(sets).peekable();
    let Some(step) = steps.next() else { return };
    if !stage.is_shipped || steps.peek().is_some() {
        return;
    }
    let Arguments::Pairs { pairs, legacy } = &step.instruction.arguments else { return };
    let Some(pair) = pairs.iter().find(|pair| pair.name.text == NAME) else { return };
    let value = pair.value.text.trim_matches(['"', '\'']);
    let is_open = matches!(dockerfile.variable(step, NAME), Variable::Open);
    if !matches!(value.to_ascii_lowercase().as_str(), "noninteractive" | "teletype") || is_open {
        return;
    }
    let single = pairs.len() == 1 && pair.name.is_verbatim() && pair.value.is_verbatim();
    let fix = single.then(|| {
        let mut edits = crate::fix::dockerfile::set_keyword(&step.instruction, "ARG").unwrap_or_default();
        if *legacy {
            let span = crate::source::Span {
                start: pair.name.span.end,
                end: pair.value.span.start,
                ..pair.name.span
            };
            edits.push(Edit { span, text: "=".into() });
        }
        edits
    });
    out.report(pair.name.span, format!("`{NAME}` stays set in containers that are started"))
        .help("write `ARG` instead of `ENV`, or set it for the command alone")
        .fix(Safety::Unsafe, "make it a build argument", fix);
}
