use crate::model::dockerfile::sudo_user;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::Command;

rule!("sudo-in-run", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Run || asks_who_it_is(step) {
        return;
    }
    let commands = step.script().commands.iter();
    let mut calls =
        commands.filter_map(|command| Some((command, command.sudo()?))).filter(|(command, at)| {
            !(names_other_user(command, *at, dockerfile.text) && is_root(step, dockerfile))
        });
    let Some((command, at)) = calls.next() else { return };
    let name = match command.name() {
        "" => "a command".to_owned(),
        name => format!("`{}`", shown(name)),
    };
    let mut draft = out.report(at, format!("{name} runs through `sudo`"));
    for (_, at) in calls.take(8) {
        draft = draft.label(at, "so does this one");
    }
    draft.help("remove `sudo`; put `USER root` before the step and the user's own `USER` after it if needed");
}

/// Whether the step is for root and for others, and looks which it is.
fn asks_who_it_is(step: &Step<'_>) -> bool {
    step.run().iter().any(|command| command.nested && command.is("id") && command.has_flag("-u"))
}

/// Whether nobody but root was named by a USER before the step.
fn is_root(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    dockerfile.user_before(step).is_none_or(|user| matches!(user.resolved(0).known(), Some("root" | "0")))
}

/// Whether a `sudo` starts its command as somebody who is not root: rights are given up, not asked for.
fn names_other_user(command: &Command<'_>, sudo: Span, text: &str) -> bool {
    let options = text.get(sudo.end as usize..command.name_span().start as usize).unwrap_or("");
    sudo_user(options).is_some_and(|user| !matches!(user, "root" | "0" | "#0"))
}
