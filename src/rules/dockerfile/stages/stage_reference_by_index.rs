use crate::rules::prelude::*;

rule!("stage-reference-by-index", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for step in file.stages().iter().flat_map(Stage::steps) {
        for source in step.sources() {
            let is_number = source.name.bytes().all(|byte| byte.is_ascii_digit());
            let Some(stage) = file.referred(&source.name, step.stage.unwrap_or(0)).filter(|_| is_number)
            else {
                continue;
            };
            let draft = out
                .report(source.span, format!("stage {} is referred to by its number", stage.index))
                .help("give the stage a name with `AS`, and use the name");
            // The number stays right when the name is that of a later stage, too.
            let name = stage.name.as_ref().map(|name| name.text.as_ref());
            let means_it = |name: &str| {
                file.referred(name, step.stage.unwrap_or(0)).is_some_and(|s| s.index == stage.index)
            };
            if let Some(name) = name.filter(|name| means_it(name)) {
                draft.fix(Safety::Safe, "use the name of the stage", Some(lines::replace(source.span, name)));
            }
        }
    }
}
