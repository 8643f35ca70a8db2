use crate::model::dockerfile::{ImageName, image_names};
use crate::model::kube::{Object, PodContainer, PodTemplate};
use crate::model::refusal::{Refusal, RefusalKind};
use crate::rules::prelude::*;
use crate::rules::schema::refusals::say;
use crate::syntax::value::{ReferenceFault, is_filled_in, reference_fault};

rule!("invalid-image-reference", Instruction(check), Refusal(check_compose), Pod(check_pod));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for image in image_names(step, file).iter().filter(|image| !is_filled_in(&image.name)) {
        report(image, out);
    }
}

fn report(image: &ImageName<'_>, out: &mut Findings<'_>) {
    let Some((fault, part)) = reference_fault(&image.name) else { return };
    let what = shown(image.name.get(part.clone()).unwrap_or(&image.name)).to_string();
    let (message, help) = match fault {
        ReferenceFault::Capitals if image.is_near_stage => (
            format!("FROM finds no stage by `{what}`: it looks for names in lower case"),
            "write the name in lower case",
        ),
        _ => fault.words(&what),
    };
    out.report(image.part(part), message).help(help);
}

/// The server takes any text, and the node says `InvalidImageName`.
fn check_pod(pod: &PodTemplate<'_>, _: &Object<'_>, out: &mut Findings<'_>) {
    for image in pod.containers().iter().filter_map(PodContainer::image) {
        let Some((fault, part)) = image.text().and_then(reference_fault) else { continue };
        let text = image.text().unwrap_or("");
        let (message, help) = fault.words(&shown(text.get(part).unwrap_or(text)).to_string());
        out.report(image.span(), message).help(help);
    }
}

fn check_compose(refusal: &Refusal, out: &mut Findings<'_>) {
    say(refusal, RefusalKind::InvalidImageReference, out);
}
