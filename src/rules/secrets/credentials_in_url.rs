use std::collections::HashSet;

use crate::model::secrets::urls::passwords;
use crate::rules::prelude::*;
use crate::source::{Source, Span};
use crate::workload::{Origin, View};

rule!("credentials-in-url", Text(check));

fn check(source: &Source, view: &View<'_>, out: &mut Findings<'_>) {
    let variables = view.variables();
    let mut told = HashSet::new();
    for password in passwords(&source.text) {
        let at = Span::at(source.id, password);
        let next = variables.partition_point(|held| held.variable.written <= at);
        let held = next.checked_sub(1).and_then(|index| variables.get(index));
        let held = held.filter(|held| held.variable.written.contains(at));
        told.extend(held.map(|held| held.variable.at));
        report(Place { span: at, subject: held.map(|held| held.by.clone()), absent: false }, at, out);
    }
    // An address may be put together of defaults: `${USER:-shop}:${PASSWORD:-…}@db`.
    for held in variables.iter().filter(|held| held.variable.origin == Origin::Fallback) {
        let variable = held.variable;
        let has_password = || variable.text().is_some_and(|text| !passwords(text).is_empty());
        if !told.contains(&variable.at) && has_password() {
            let place = Place { span: variable.at, subject: Some(held.by.clone()), absent: false };
            report(place, variable.written, out);
        }
    }
}

fn report(place: Place, password: Span, out: &mut Findings<'_>) {
    out.report(place, "an address holds a password")
        .help("pass the password from outside the file, and replace it")
        .redact(password);
}
