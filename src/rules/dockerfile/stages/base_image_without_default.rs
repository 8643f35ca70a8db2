use crate::model::dockerfile::references;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Arguments;

rule!("base-image-without-default", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let globals = || file.globals().iter().flat_map(Step::variables);
    for from in file.stages().iter().filter_map(Stage::from) {
        let Arguments::From { image, .. } = &from.instruction.arguments else { continue };
        for reference in references(&image.text, file.escape).variables {
            // A variable as the whole image is a required argument: nobody can think of a default for it.
            if reference.has_fallback || reference.range == (0..image.text.len()) {
                continue;
            }
            let mut declared = globals().filter(|argument| argument.name.text == reference.name).peekable();
            if declared.peek().is_none()
                || declared.any(|argument| argument.value.is_some())
                || !is_needed(&image.text, &reference.range)
            {
                continue;
            }
            let message = format!("the image is incomplete: ARG `{}` has no default", shown(reference.name));
            out.report(image.part(reference.range), message).help("give the ARG a default value");
        }
    }
}

/// Whether the reference is no image without the part: it stands alone between separators.
fn is_needed(text: &str, range: &std::ops::Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    before.is_none_or(|c| matches!(c, '/' | ':' | '@'))
        && after.is_none_or(|c| matches!(c, '/' | ':' | '@' | '-' | '.'))
}
