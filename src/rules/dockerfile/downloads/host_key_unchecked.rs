use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::shell::{Command, Operator};

rule!("host-key-unchecked", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for pair in step.pairs().iter().filter(|pair| step.is(Keyword::Env) && is_off(&pair.value.text)) {
        report(pair.name.span, "any server may answer for the one that is meant", out);
    }
    for command in step.run() {
        if let Some(at) = switch(command) {
            report(at, "any server may answer for the one that is meant", out);
        } else if command.is("ssh-keyscan")
            && command.redirections.iter().any(|to| matches!(to.operator, Operator::Write | Operator::Append))
        {
            report(command.name_span(), "whatever key a server shows is trusted", out);
        }
    }
}

fn report(at: Span, message: &str, out: &mut Findings<'_>) {
    out.report(at, message).help("write the key that you know into `known_hosts`, or copy the file");
}

/// The word that switches the check of host keys off.
fn switch(command: &Command<'_>) -> Option<Span> {
    // A search changes nothing.
    let mut words = command.arguments().iter().filter(|_| !command.is("grep"));
    let set = command.assignments.iter().find(|set| is_off(&set.value.text)).map(|set| set.span);
    set.or_else(|| words.find(|word| is_off(&word.text)).map(|word| word.span))
}

/// `StrictHostKeyChecking=no`, `StrictHostKeyChecking no`.
fn is_off(text: &str) -> bool {
    let lower = || text.to_ascii_lowercase();
    let Some((_, rest)) = Some(text)
        .filter(|text| text.len() > 22)
        .and_then(|_| lower().split_once("stricthostkeychecking").map(|(a, b)| (a.len(), b.to_owned())))
    else {
        return false;
    };
    let value = rest.trim_start_matches([' ', '=', '\t', '"', '\'']);
    ["no", "off"].iter().any(|off| {
        value.strip_prefix(off).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}
