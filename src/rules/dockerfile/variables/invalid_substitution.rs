use crate::model::dockerfile::references;
use crate::rules::prelude::*;
use crate::syntax::value::is_template_option;

rule!("invalid-substitution", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for step in file.steps().filter(|step| !step.instruction.broken && step.instruction.onbuild.is_none()) {
        for word in step.expanded().into_iter().chain(step.from_words()) {
            for range in references(&word.text, file.escape).invalid {
                let text = word.text.get(range.clone()).unwrap_or("");
                if is_template_option(text) {
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
