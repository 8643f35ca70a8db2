use crate::facts::caches::LANGUAGES;
use crate::model::dockerfile::caches::{call, left};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;

rule!("language-cache-left-behind", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Run) || !dockerfile.ships(step) || step.script().incomplete {
        return;
    }
    // A path with a variable may be that of the cache.
    let is_open = |text: &str| text.contains('$') || text.contains("cache");
    let mut removals = step.run().iter().filter(|command| command.is("rm") || command.is("find"));
    if removals.any(|command| command.arguments().iter().any(|word| is_open(&word.text))) {
        return;
    }
    for cache in LANGUAGES.iter().filter(|cache| !cache.what.is_empty()) {
        for command in left(cache, step, dockerfile) {
            let message = format!("`{}` leaves {} in the layer", shown(&call(cache, command)), cache.what);
            out.report(command.name_span(), message).help(cache.help);
        }
    }
}
