use crate::facts::caches::{Cache, LANGUAGES, PIP};
use crate::model::dockerfile::caches::{call, left};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::covers;

rule!("install-without-cache-mount", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Run) || step.script().incomplete {
        return;
    }
    for cache in LANGUAGES.iter().chain([&PIP]) {
        let Some(place) = cache.mount else { continue };
        let Some(command) = left(cache, step, dockerfile).next() else { continue };
        let call = call(cache, command);
        out.report(
            command.name_span(),
            format!("`{}` starts with an empty cache in every build", shown(&call)),
        )
        .help(format!(
            "keep it between builds: `RUN --mount=type=cache,target={place}`{}",
            told(cache, place)
        ));
    }
}

/// How a package manager learns of a place that it does not use by itself.
fn told(cache: &Cache, place: &str) -> String {
    let is_its_own = cache.folders.iter().any(|folder| covers(place, folder));
    let variable = cache.variables.first().filter(|_| !is_its_own);
    variable.map(|variable| format!(", with `{variable}={place}`")).unwrap_or_default()
}
