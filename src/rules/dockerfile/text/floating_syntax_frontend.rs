use crate::model::dockerfile::directives::{Frontend, frontends};
use crate::rules::prelude::*;

rule!("floating-syntax-frontend", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for Frontend { value, image, reference } in frontends(file) {
        if reference.digest.is_none() && matches!(reference.tag.as_deref(), None | Some("latest")) {
            out.report(value.part(0..image.len()), format!("the frontend `{}` has no version", shown(image)))
                .help("name a version as the tag, such as `docker/dockerfile:1`");
        }
    }
}
