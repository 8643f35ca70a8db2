use crate::rules::prelude::*;
use crate::syntax::value::clean_path;

rule!("copy-source-outside-context", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // Paths of a stage or an image start at its root, and so do those of a named context.
    if step.instruction.flag("from").is_some() {
        return;
    }
    let Some((sources, _)) = step.paths() else { return };
    for (index, source) in sources.iter().enumerate() {
        let Some(path) = step.resolved(index).known().filter(|path| path.contains("..")) else { continue };
        let clean = clean_path(path);
        if clean == ".." || clean.starts_with("../") {
            let message = format!("`{}` lies outside of the build context", shown(&source.text));
            out.report(source.span, message)
                .help("build with a larger context, or pass the folder with `--build-context`");
        }
    }
}
