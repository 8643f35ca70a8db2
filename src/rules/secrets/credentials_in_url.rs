use crate::model::secrets::urls::passwords;
use crate::rules::prelude::*;
use crate::source::{Source, Span};

rule!("credentials-in-url", Text(check));

fn check(source: &Source, out: &mut Findings<'_>) {
    for password in passwords(&source.text) {
        let at = Span::at(source.id, password);
        out.report(at, "an address holds a password")
            .help("pass the password from outside the file, and replace it")
            .redact(at);
    }
}
