use crate::model::secrets::scan::secrets;
use crate::rules::prelude::*;
use crate::source::{Source, Span};
use crate::workload::View;

rule!("known-secret-format", Text(check));

fn check(source: &Source, _: &View<'_>, out: &mut Findings<'_>) {
    for secret in secrets(&source.text) {
        let at = Span::at(source.id, secret.at);
        out.report(at, format!("{} stands in the file", secret.what))
            .help("revoke it where it was issued, and pass a new one from outside the file")
            .redact(Span::at(source.id, secret.value));
    }
}
