//! The variables of the host that a project asks for without a default. Has no opinion on that.

use super::hash::torn_hash;
use super::interpolate::host_variables;
use crate::source::Span;
use crate::syntax::yaml::Value;

/// A variable of the host that has no default where it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wanted<'t> {
    /// Its name.
    pub name: &'t str,
    /// Where it is asked for.
    pub at: Span,
}

/// Notes the variables that the text of a value asks for. A hash that is taken for variables asks for none.
pub(super) fn note<'t>(out: &mut Vec<Wanted<'t>>, text: &'t str, value: Value<'t>) {
    let variables = host_variables(text);
    if variables.is_empty() || torn_hash(text).is_some() {
        return;
    }
    let span = value.node().span;
    let mut written = value.tree().text.get(span.range());
    let mut start = span.start as usize;
    for (name, range) in variables {
        // They stand in the file in this order, whatever is between them there.
        let length = range.len();
        let token = text.get(range).unwrap_or("");
        let found = written.and_then(|text| text.find(token));
        let at = match found {
            Some(found) => Span::new(span.source, (start + found) as u32, (start + found + length) as u32),
            None => value.token(),
        };
        written = found.and_then(|found| written?.get(found + length..));
        start += found.map_or(0, |found| found + length);
        out.push(Wanted { name, at });
    }
}
