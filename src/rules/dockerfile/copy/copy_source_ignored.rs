use crate::rules::prelude::*;

rule!("copy-source-ignored", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(file) = dockerfile.context.ignore_file() else { return };
    for source in step.context_paths() {
        let Some(pattern) = dockerfile.context.exclusion(&source) else { continue };
        let (text, name) = (shown(&source.word.text), shown(&file.name));
        out.report(source.word.span, format!("`{text}` is kept out of the build by `{name}`"))
            .label(pattern, "by this pattern")
            .help("remove the pattern, or write an exception with `!` below it");
    }
}
