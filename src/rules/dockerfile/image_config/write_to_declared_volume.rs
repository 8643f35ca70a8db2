use crate::rules::limits::MAX_VOLUMES;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::value::{clean_path, is_within};

rule!("write-to-declared-volume", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut volumes: Vec<(String, Span)> = Vec::new();
    for step in stage.steps() {
        if step.is(Keyword::Volume) {
            for (index, item) in step.items().iter().enumerate() {
                let path = step
                    .resolved(index)
                    .known()
                    .filter(|path| path.starts_with('/') && volumes.len() < MAX_VOLUMES);
                volumes.extend(path.map(|path| (clean_path(path), item.span)));
            }
            continue;
        }
        let is_copy = step.is(Keyword::Copy) || step.is(Keyword::Add);
        let Some((sources, destination)) = step.paths().filter(|_| is_copy) else { continue };
        let Some(path) = step.resolved(sources.len()).known().map(clean_path) else { continue };
        if let Some((volume, at)) = volumes.iter().find(|(volume, _)| is_within(&path, volume)) {
            out.report(destination.span, format!("`{}` is a volume already", shown(volume)))
                .label(*at, "declared here")
                .help("move VOLUME below everything that writes there");
        }
    }
}
