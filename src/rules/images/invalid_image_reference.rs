use crate::model::dockerfile::{ImageName, image_names};
use crate::rules::prelude::*;
use crate::syntax::value::{ReferenceFault, is_filled_in, reference_fault};

rule!("invalid-image-reference", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for image in image_names(step, file).iter().filter(|image| !is_filled_in(&image.name)) {
        report(image, out);
    }
}

fn report(image: &ImageName<'_>, out: &mut Findings<'_>) {
    let Some((fault, part)) = reference_fault(&image.name) else { return };
    let what = shown(image.name.get(part.clone()).unwrap_or(&image.name));
    let (message, help) = match fault {
        ReferenceFault::Nameless => ("no image is named".to_owned(), "name an image, or `scratch`"),
        ReferenceFault::Identifier => {
            ("an image cannot be named by its identifier".to_owned(), "write `name@sha256:…`")
        }
        ReferenceFault::Capitals if image.is_near_stage => (
            format!("FROM finds no stage by `{what}`: it looks for names in lower case"),
            "write the name in lower case",
        ),
        ReferenceFault::Capitals => {
            (format!("`{what}` is no name of a repository: it has capitals"), "write it in lower case")
        }
        ReferenceFault::Repository => (
            format!("`{what}` is no name of a repository"),
            "write lower-case letters and digits, joined by single `.` or `_`, or by `-`",
        ),
        ReferenceFault::LongRepository => {
            ("the name of the repository is longer than 255 characters".to_owned(), "shorten it")
        }
        ReferenceFault::Registry => (
            format!("`{what}` is no registry"),
            "write a host name, and a port if need be: `registry.example:5000`",
        ),
        ReferenceFault::Tag => (
            format!("`{what}` is no tag"),
            "write letters, digits, `_`, `.` and `-`, of which the last two do not come first",
        ),
        ReferenceFault::LongTag => ("the tag is longer than 128 characters".to_owned(), "shorten it"),
        ReferenceFault::Digest => {
            (format!("`{what}` is no digest"), "write `sha256:` and 64 digits from 0 to f")
        }
        ReferenceFault::Algorithm => {
            (format!("`{what}` is no algorithm of digests"), "write `sha256:` and 64 digits from 0 to f")
        }
        ReferenceFault::DigestLength { found, wanted } => {
            (format!("the digest has {found} digits, and not {wanted}"), "copy the whole digest")
        }
    };
    out.report(image.part(part), message).help(help);
}
