use crate::facts::programs;
use crate::model::dockerfile::hints;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::shell::{Command, Connector};

rule!(
    "unread-input",
    Instruction(check),
    Fault(FaultCheck { codes: &[2216, 2217], may_have: hints::inline_input, run: fault })
);

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut before: Option<&Command<'_>> = None;
    for command in step.run() {
        let is_piped = command.connector == Connector::Pipe && command.wrappers.is_empty();
        let answers = before.is_some_and(|before| before.is("yes"));
        let asks = command.has_flag("-i") || command.words.iter().any(|word| word.text.contains("/dev/"));
        if is_piped && !answers && !asks && programs::DEAF.contains(&command.name()) {
            report(command.name(), command.name_span(), out);
        }
        before = Some(command);
    }
}

fn fault(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let (command, at) = fault.head();
    report(command, at, out);
}

fn report(command: &str, at: Span, out: &mut Findings<'_>) {
    out.report(at, format!("`{}` does not read what it is given", shown(command)))
        .help("pass it as arguments, with `xargs` or `$(…)`");
}
