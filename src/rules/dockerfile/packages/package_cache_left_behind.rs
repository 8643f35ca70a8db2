use crate::facts::caches::{Cache, SYSTEM};
use crate::fix::dockerfile::insert_after;
use crate::model::dockerfile::caches::{call, left};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;

rule!("package-cache-left-behind", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.is(Keyword::Run) && dockerfile.ships(step) && !step.script().incomplete {
        SYSTEM.iter().for_each(|cache| check_run(cache, step, dockerfile, out));
    }
}

fn check_run(cache: &Cache, step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in left(cache, step, dockerfile) {
        let message = format!("`{}` leaves {} in the layer", shown(&call(cache, command)), cache.what);
        let place = command.operands().next().zip(cache.flag);
        let fix = place.and_then(|(word, flag)| insert_after(&step.instruction, word.span, flag));
        out.report(command.name_span(), message).help(cache.help).fix(Safety::Safe, "keep no cache", fix);
    }
}
