use crate::model::dockerfile::directives::{directive, leading};
use crate::rules::prelude::*;

rule!("misplaced-directive", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let top = leading(file).len();
    for comment in file.comments.iter().skip(top).filter(|comment| comment.inside.is_none()) {
        let text = file.text.get(comment.span.range()).unwrap_or("");
        let Some((name, value)) = directive(text) else { continue };
        let lower = name.to_ascii_lowercase();
        let is_meant = match lower.as_str() {
            "syntax" => value.contains('/') && !value.contains(' '),
            "escape" => matches!(value, "\\" | "`"),
            // Above an instruction, `skip` has an effect.
            "check" => value.starts_with("error=") || value.starts_with("experimental="),
            _ => false,
        };
        if is_meant {
            out.report(comment.span, format!("the directive `{lower}` has no effect here"))
                .help("move it to the very top of the file");
        }
    }
}
