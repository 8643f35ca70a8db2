use crate::model::dockerfile::references;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Arguments;
use crate::syntax::value::reference_fault;

rule!("base-image-without-default", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for from in file.stages().iter().filter_map(Stage::from) {
        let Arguments::From { image, .. } = &from.instruction.arguments else { continue };
        let bare = file.supposed(image, "", "");
        if bare.is_none_or(|name| reference_fault(&name).is_none()) {
            continue;
        }
        for reference in references(&image.text, file.escape).variables {
            // A variable as the whole image is a required argument: nobody can think of a default for it.
            let is_whole = reference.range == (0..image.text.len());
            if reference.has_fallback || is_whole || !file.is_open(reference.name) {
                continue;
            }
            let message = format!("the image is incomplete: ARG `{}` has no default", shown(reference.name));
            out.report(image.part(reference.range), message).help("give the ARG a default value");
        }
    }
}
