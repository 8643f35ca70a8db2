use crate::model::images;
use crate::rules::prelude::*;
use crate::workload::ImageUse;

rule!("end-of-life-image", Image(check));

fn check(image: &ImageUse, out: &mut Findings<'_>) {
    let Some(reference) = image.reference.known() else { return };
    // What is retired has a rule of its own.
    let like = images::like(reference, &out.settings().images);
    let (Some(end), None) = (images::end_of_life(&like), images::retired(&like)) else { return };
    let today = out.settings().today.unwrap_or(images::DATA_DATE);
    let limit = if end.cycle.short_lived { today.year_before() } else { today };
    if end.date >= limit {
        return;
    }
    let name = reference.name();
    let (name, release, date) = (shown(&name), end.cycle.release, end.date);
    let message = if end.cycle.is_base || like.as_ref() != reference {
        let product = end.cycle.product.replace('-', " ");
        format!("image `{name}` is made of {product} {release}, which reached its end of life on {date}")
    } else {
        format!("release {release} of image `{name}` reached its end of life on {date}")
    };
    out.report(image.at, message).help("name a release that still gets security fixes");
}
