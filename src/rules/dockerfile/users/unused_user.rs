use crate::model::dockerfile::has_word;
use crate::rules::limits::MAX_UNUSED_USERS;
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, Word};

rule!("unused-user", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let stages = file.stages().iter().filter(|stage| runs_as_root(stage, file));
    let runs = stages.flat_map(Stage::steps).filter(|step| step.is(Keyword::Run));
    let created =
        runs.flat_map(|step| step.run().iter().filter_map(move |command| Some((step, created(command)?))));
    for (step, word) in created.take(MAX_UNUSED_USERS) {
        let name = word.text.as_ref();
        // Development containers are entered as this one, as their own file says.
        if name == "vscode" {
            continue;
        }
        let own = step.instruction.span;
        let outside = [file.text.get(..own.start as usize), file.text.get(own.end as usize..)];
        // A group of that name is no use of the user.
        let others = step.run().iter().filter(|command| !matches!(command.name(), "addgroup" | "groupadd"));
        let mentions = others.filter(|command| command.words.iter().any(|other| has_word(&other.text, name)));
        if mentions.count() == 1 && outside.into_iter().flatten().all(|text| !has_word(text, name)) {
            out.report(word.span, format!("`{}` is created and never used", shown(name)))
                .help(format!("end the stage with `USER {}`, or leave it out", shown(name)));
        }
    }
}

/// Whether a stage starts a program as root, and not one that becomes somebody else.
fn runs_as_root(stage: &Stage<'_>, file: &Dockerfile<'_>) -> bool {
    let starts = stage.has(Keyword::Cmd) || stage.has(Keyword::Entrypoint);
    let is_root =
        |step: &Step<'_>| step.resolved(0).known().and_then(User::parse).is_some_and(|user| user.is_root());
    let is_candidate = stage.is_output && starts && !stage.drops_rights && !stage.is_windows;
    // Whoever is named by number may be any of them.
    is_candidate && file.effective(stage, Keyword::User).is_none_or(is_root)
}

/// The user that a command creates.
fn created<'c, 's>(command: &'c Command<'s>) -> Option<&'c Word<'s>> {
    if !matches!(command.name(), "useradd" | "adduser") {
        return None;
    }
    let arguments = command.arguments();
    let is_name = |word: &&Word<'_>| word.literal && !word.text.starts_with('-') && !word.text.is_empty();
    // `adduser user group` creates nothing.
    let is_group = arguments.len() == 2 && arguments.first().as_ref().is_some_and(is_name);
    arguments.last().filter(is_name).filter(|_| !is_group || command.is("useradd"))
}
