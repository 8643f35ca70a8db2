use crate::facts::paths;
use crate::rules::prelude::*;
use crate::syntax::value::clean_path;

rule!("recursive-system-chown", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let shipped = file.stages().iter().filter(|stage| stage.is_shipped);
    for step in shipped.flat_map(Stage::steps).filter(|step| step.is(Keyword::Run)) {
        for command in &step.script().commands {
            if !matches!(command.name(), "chown" | "chgrp" | "chmod") {
                continue;
            }
            if !command.has_flag("-R") && !command.has_flag("--recursive") {
                continue;
            }
            // The first operand is the owner or the mode.
            for word in command.operands().skip(1).filter(|word| word.literal && word.text.starts_with('/')) {
                let path = clean_path(word.text.trim_end_matches('*'));
                if paths::OWNED_BY_SYSTEM.contains(&path.as_str()) {
                    let message = format!("`{}` changes every file of `{}`", command.name(), shown(&path));
                    out.report(word.span, message).help("name the folders that the application writes");
                }
            }
        }
    }
}
