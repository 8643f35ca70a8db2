use crate::rules::prelude::*;

rule!("unreachable-stage", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let last = file.stages().len().saturating_sub(1);
    let used: Vec<usize> = file
        .stages()
        .iter()
        .flat_map(Stage::steps)
        .flat_map(|step| step.sources().into_iter().map(|source| (source, step.stage.unwrap_or(0))))
        .filter_map(|(source, before)| file.referred(&source.name, before).map(|stage| stage.index))
        .collect();
    let used: std::collections::BTreeSet<usize> = used.into_iter().collect();
    for stage in file.stages() {
        if stage.name.is_some() || stage.index == last || used.contains(&stage.index) {
            continue;
        }
        let Some(from) = stage.from().filter(|from| !from.instruction.broken) else { continue };
        let at = stage.anchor().unwrap_or(from.instruction.name.span);
        out.report(at, format!("stage {} has no name and nothing uses it", stage.index))
            .help("name it with `AS`, or remove it");
    }
}
