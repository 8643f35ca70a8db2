use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::Command;

rule!("system-python-overridden", Instruction(check));

const VARIABLE: &str = "PIP_BREAK_SYSTEM_PACKAGES";

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword == Keyword::Env {
        let pairs = step.pairs().iter().filter(|pair| pair.name.text == VARIABLE && is_on(&pair.value.text));
        pairs.for_each(|pair| report(pair.name.span, out));
    }
    for argument in step.variables().iter().filter(|argument| argument.name.text == VARIABLE) {
        if argument.value.as_ref().is_some_and(|value| is_on(&value.text)) {
            report(argument.name.span, out);
        }
    }
    for command in step.run() {
        if let Some(at) = overrides(command) {
            report(at, out);
        }
    }
}

fn report(at: Span, out: &mut Findings<'_>) {
    out.report(at, "pip may overwrite what the distribution's own packages need")
        .help("install into a virtual environment: `python3 -m venv /opt/venv`");
}

fn overrides(command: &Command<'_>) -> Option<Span> {
    let words = command.arguments();
    if let Some(set) = command.assignment(VARIABLE) {
        return is_on(&set.value.text).then_some(set.span);
    }
    if matches!(command.name(), "rm" | "mv") {
        return words.iter().find(|word| word.basename() == "EXTERNALLY-MANAGED").map(|word| word.span);
    }
    let is_flag = |text: &str| text == "--break-system-packages" || text.ends_with("break-system-packages");
    let flag = words
        .iter()
        .find(|word| is_flag(&word.text))
        .filter(|_| PackageManager::of(command.name()) == Some(PackageManager::Pip))?;
    let is_off = words.iter().any(|word| matches!(word.text.as_ref(), "false" | "0" | "unset"));
    (!is_off).then_some(flag.span)
}

fn is_on(value: &str) -> bool {
    matches!(value.trim_matches(['"', '\'']).to_ascii_lowercase().as_str(), "1" | "true" | "yes" | "on")
}
