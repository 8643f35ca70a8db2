use crate::model::images;
use crate::rules::prelude::*;
use crate::workload::ImageUse;

rule!("retired-image", Image(check));

fn check(image: &ImageUse, out: &mut Findings<'_>) {
    let Some(reference) = image.reference.known() else { return };
    let Some(replacement) = images::retired(reference) else { return };
    let help = match replacement {
        "" => "choose an image that somebody maintains".into(),
        other => format!("use {other} instead"),
    };
    let name = reference.name();
    out.report(image.at, format!("image `{}` gets no updates in any version", shown(&name))).help(help);
}
