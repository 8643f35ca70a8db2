use crate::model::dockerfile::directives::{directive, leading};
use crate::rules::prelude::*;
use crate::source::Span;

rule!("misspelled-directive", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // The comment that ends the directives may be one that was meant to be one.
    let known = leading(file).len();
    let Some(comment) = file.comments.get(known) else { return };
    let before = file.text.get(..comment.span.start as usize).unwrap_or("x");
    let is_next = match known.checked_sub(1).and_then(|last| file.comments.get(last)) {
        Some(last) => before
            .get(last.span.end as usize..)
            .is_some_and(|gap| gap.trim().is_empty() && gap.matches('\n').count() == 1),
        None => before.is_empty(),
    };
    let text = file.text.get(comment.span.range()).unwrap_or("");
    let Some((name, value)) = directive(text).filter(|_| is_next) else { return };
    let lower = name.to_ascii_lowercase();
    let near = ["syntax", "escape", "check"].into_iter().find(|known| {
        lower.len() > 3 && lower.len() < 10 && lower != *known && strsim::osa_distance(&lower, known) <= 2
    });
    let fits = |meant: &&str| match *meant {
        "syntax" => value.contains('/'),
        "escape" => matches!(value, "\\" | "`"),
        _ => value.contains('='),
    };
    let Some(meant) = near.filter(fits) else { return };
    let start = comment.span.start as usize + text.find(name).unwrap_or(0);
    let at = Span::at(file.source, start..start + name.len());
    out.report(at, format!("`{}` is no directive, so the comment has no effect", shown(name)))
        .help(format!("write `{meant}`"))
        .fix(Safety::Safe, "correct the name", Some(lines::replace(at, meant)));
}
