use crate::facts::caches::{Cache, SYSTEM};
use crate::finding::Edit;
use crate::fix::dockerfile::insert_after;
use crate::model::dockerfile::caches::{call, left, without};
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::Command;

rule!("package-cache-left-behind", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.is(Keyword::Run) && dockerfile.ships(step) && !step.script().incomplete {
        SYSTEM.iter().for_each(|cache| check_run(cache, step, dockerfile, out));
    }
}

fn check_run(cache: &Cache, step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let left: Vec<&Command<'_>> = left(cache, step, dockerfile).collect();
    let flag = |command: &Command<'_>| {
        let (word, flag) = command.operands().next().zip(cache.flag)?;
        insert_after(&step.instruction, word.span, flag)
    };
    for (index, command) in left.iter().enumerate() {
        let message = format!("`{}` leaves {} in the layer", shown(&call(cache, command)), cache.what);
        let draft = out.report(command.name_span(), message).help(cache.help);
        if cache.flag.is_none() || command.subcommand() != "update" {
            draft.fix(Safety::Safe, "keep no cache", flag(command));
            continue;
        }
        // With the option, what installs brings its own index.
        let later = left.iter().skip(index + 1).map(|command| flag(command));
        let flags: Option<Vec<Vec<Edit>>> = later.collect();
        let edits = flags.zip(without(command, step, dockerfile));
        let edits = edits.map(|(flags, removed)| flags.into_iter().flatten().chain([removed]).collect());
        draft.fix(Safety::Safe, "leave the update out, and keep no cache", edits);
        return;
    }
}
