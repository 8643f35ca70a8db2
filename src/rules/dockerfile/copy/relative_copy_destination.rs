use crate::model::dockerfile::Shell;
use crate::model::images::sets_no_workdir;
use crate::rules::prelude::*;
use crate::syntax::value::has_drive;

rule!("relative-copy-destination", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let base_sets_none = file.root_image(stage).is_some_and(|image| sets_no_workdir(&image));
    let inherits = stage.inherits(Keyword::Workdir);
    if !base_sets_none || inherits {
        return;
    }
    let before = stage.steps().iter().take_while(|step| !step.is(Keyword::Workdir));
    let mut found = before.filter(|step| is_relative(step)).filter_map(|step| {
        let (_, destination) = step.paths()?;
        Some((step, destination))
    });
    let Some((step, destination)) = found.next() else { return };
    let keyword = step.instruction.keyword;
    let message = format!("{keyword} writes to `{}`, and no WORKDIR is set", shown(&destination.text));
    let mut draft =
        out.report(destination.span, message).help("set WORKDIR first, or write an absolute path");
    for (_, further) in found.take(8) {
        draft = draft.label(further.span, "relative as well");
    }
}

fn is_relative(step: &Step<'_>) -> bool {
    let Some((sources, _)) = step.paths().filter(|_| step.instruction.onbuild.is_none()) else {
        return false;
    };
    let Some(path) = step.resolved(sources.len()).known() else { return false };
    let is_absolute = path.starts_with(['/', '\\', '~']) || has_drive(path) || path.is_empty();
    !is_absolute && !step.instruction.broken && step.shell != Shell::Other
}
