use crate::rules::prelude::*;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::syntax::dockerfile::Keyword;

pub static RULE: Rule = Rule::new(include_str!("../../../rules/sudo-in-run.md"), &[Check::Instruction(check)]);

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Run {
        return;
    }
    let mut calls = step.script().commands.iter().filter_map(|command| Some((command, command.sudo()?)));
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
