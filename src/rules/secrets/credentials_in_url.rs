use std::sync::Arc;

use crate::finding::Subject;
use crate::model::secrets::urls::passwords;
use crate::rules::prelude::*;
use crate::rules::subjects::containers;
use crate::source::{Source, Span};
use crate::workload::{Origin, View};

rule!("credentials-in-url", Text(check));

fn check(source: &Source, view: &View<'_>, out: &mut Findings<'_>) {
    let places: Vec<Span> =
        passwords(&source.text).into_iter().map(|password| Span::at(source.id, password)).collect();
    // The variable in whose value each of them stands.
    let mut holders: Vec<Option<Arc<Subject>>> = vec![None; places.len()];
    containers(view, &mut |_, container| {
        let by = &container.identity.subject;
        for variable in &container.environment.variables {
            let first = places.partition_point(|at| at.start < variable.written.start);
            let within = holders.iter_mut().zip(&places).skip(first);
            let mut within = within.take_while(|(_, at)| variable.written.contains(**at)).peekable();
            // An address may be put together of defaults: `${USER:-shop}:${PASSWORD:-…}@db`.
            let is_fallback = variable.origin == Origin::Fallback && within.peek().is_none();
            within.for_each(|(holder, _)| *holder = Some(by.clone()));
            if is_fallback && variable.text().is_some_and(|text| !passwords(text).is_empty()) {
                let place = Place { span: variable.at, subject: Some(by.clone()), absent: false };
                report(place, variable.written, out);
            }
        }
    });
    for (at, holder) in places.into_iter().zip(holders) {
        report(Place { span: at, subject: holder, absent: false }, at, out);
    }
}

fn report(place: Place, password: Span, out: &mut Findings<'_>) {
    out.report(place, "an address holds a password")
        .help("pass the password from outside the file, and replace it")
        .redact(password);
}
