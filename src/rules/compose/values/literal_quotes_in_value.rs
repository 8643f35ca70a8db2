use crate::facts::variables::SPLIT_BY_SHELLS;
use crate::finding::Edit;
use crate::model::compose::{File, Service, Variable};
use crate::rules::prelude::*;
use crate::source::Span;

rule!("literal-quotes-in-value", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    for variable in service.variables().filter(|variable| variable.is_quoted()) {
        let Some(value) = variable.value.as_ref() else { continue };
        if SPLIT_BY_SHELLS.iter().any(|end| variable.name.ends_with(end)) {
            continue;
        }
        out.report(value.span, format!("the quotes are a part of `{}`", shown(variable.name)))
            .help("leave them out, or put the whole item into quotes")
            .fix(Safety::Unsafe, "put the whole item into quotes", around(variable, value.span));
    }
}

/// Moves the opening quote to the start of the item.
fn around(variable: &Variable<'_>, value: Span) -> Option<Vec<Edit>> {
    let item = variable.room?;
    let quote = variable.value.as_ref()?.raw.get(..1)?;
    let start = Span { end: item.start, ..item };
    let opening = Span { end: value.start + 1, ..value };
    Some(vec![Edit { span: start, text: quote.to_owned() }, Edit { span: opening, text: String::new() }])
}
