use crate::rules::prelude::*;
use crate::syntax::dockerfile::DirectiveKind;
use crate::syntax::value::ImageReference;

rule!("floating-syntax-frontend", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for directive in file.directives.iter().filter(|directive| directive.kind == DirectiveKind::Syntax) {
        let value = &directive.value;
        let image = value.text.split_whitespace().next().unwrap_or("");
        let Some(reference) = ImageReference::parse(image) else { continue };
        if reference.digest.is_none() && matches!(reference.tag.as_deref(), None | Some("latest")) {
            out.report(value.part(0..image.len()), format!("the frontend `{}` has no version", shown(image)))
                .help("name a version as the tag, such as `docker/dockerfile:1`");
        }
    }
}
