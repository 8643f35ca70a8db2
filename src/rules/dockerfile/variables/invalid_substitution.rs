use crate::model::dockerfile::references;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Arguments;

rule!("invalid-substitution", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for step in file.steps().filter(|step| !step.instruction.broken && step.instruction.onbuild.is_none()) {
        let mut words = step.expanded();
        if let Arguments::From { image, .. } = &step.instruction.arguments {
            words.push(image);
        }
        for word in words {
            for range in references(&word.text, file.escape).invalid {
                let text = word.text.get(range.clone()).unwrap_or("");
                // Placeholders of Dev Container Templates are filled in before anything is built.
                if text.starts_with("${templateOption:") {
                    continue;
                }
                let short: String = text.chars().take(30).collect();
                out.report(
                    word.part(range),
                    format!("`{}` is no substitution that builders know", shown(&short)),
                )
                .help("use one of `-`, `+`, `?`, `#`, `%` and `/`, or do it in a RUN");
            }
        }
    }
}
