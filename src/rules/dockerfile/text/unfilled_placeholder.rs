use crate::model::dockerfile::{image_names, references};
use crate::rules::prelude::*;
use crate::syntax::value::{is_filled_in, is_template_option, reference_fault};

rule!("unfilled-placeholder", Instruction(check));

const HELP: &str = "fill it in, or make the file from its template, before it is built";

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for image in image_names(step, file).iter().filter(|image| is_filled_in(&image.name)) {
        if reference_fault(&image.name).is_some() {
            let message = format!("`{}` has a placeholder, and is no name of an image", shown(&image.name));
            out.report(image.part(0..image.name.len()), message).help(HELP);
        }
    }
    if !step.is(step.instruction.keyword) {
        return;
    }
    for word in step.expanded().into_iter().chain(step.from_words()) {
        for range in references(&word.text, file.escape).invalid {
            let text = word.text.get(range.clone()).unwrap_or("");
            if is_template_option(text) {
                let message = format!("`{}` is replaced by Dev Container Templates only", shown(text));
                out.report(word.part(range), message).help(HELP);
            }
        }
    }
}
