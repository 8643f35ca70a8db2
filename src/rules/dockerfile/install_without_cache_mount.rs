use super::caches::{LANGUAGES, PIP, call, left};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/install-without-cache-mount.md"), &[Check::Instruction(check)]);

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Run) || step.script().incomplete {
        return;
    }
    for cache in LANGUAGES.iter().chain([&PIP]) {
        let Some(place) = cache.mount else { continue };
        let Some(command) = left(cache, step, dockerfile).next() else { continue };
        let call = call(cache, command);
        out.report(command.name_span(), format!("`{}` starts with an empty cache in every build", shown(&call)))
            .help(format!("keep it between builds: `RUN --mount=type=cache,target={place}`"));
    }
}
