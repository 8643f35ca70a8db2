use crate::rules::limits::MAX_USERS;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::shell::Command;

rule!("supplementary-groups-dropped", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let users = file.steps().filter(|step| step.is(Keyword::User));
    for (step, name, group) in users.filter_map(with_group).take(MAX_USERS) {
        let runs = file.before(step).filter(|step| step.is(Keyword::Run));
        // The group of USER may be the very one that it was added to.
        let is_other =
            |command: &&Command<'_>| group == name || !command.words.iter().any(|word| word.text == group);
        let mut added = runs.flat_map(|step| step.run()).filter(is_other);
        let (Some(at), Some(word)) = (added.find_map(|command| joins(command, name)), step.text()) else {
            continue;
        };
        let name = shown(name);
        out.report(word.span, format!("with a group behind it, `{name}` is in no other group"))
            .label(at, "added to a group here")
            .help(format!("write `USER {name}`"));
    }
}

/// The user and the group of a USER that names both.
fn with_group<'f, 's>(step: &'f Step<'s>) -> Option<(&'f Step<'s>, &'f str, &'f str)> {
    let text = step.resolved(0).known()?.trim().trim_matches(['"', '\'']);
    let (name, Some(group)) = User::with_group(text) else { return None };
    (!name.is_empty() && !group.is_empty()).then_some((step, name, group))
}

/// Where a command puts a user into a further group.
fn joins(command: &Command<'_>, user: &str) -> Option<Span> {
    let words: Vec<&str> = command.arguments().iter().map(|word| word.text.as_ref()).take(16).collect();
    let is_member = match command.name() {
        "usermod" => {
            let appends = words.iter().any(|word| matches!(*word, "-aG" | "-Ga" | "--groups" | "-G"));
            appends && words.last() == Some(&user)
        }
        "gpasswd" => matches!(words.as_slice(), ["-a" | "--add", name, _] if *name == user),
        "adduser" | "addgroup" => matches!(words.as_slice(), [name, _] if *name == user),
        _ => false,
    };
    is_member.then(|| command.name_span())
}
