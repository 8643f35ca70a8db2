//! The command lines of a service: its own, those of its health check and of its hooks.

use super::super::commands::{Lines, of_list, of_text};
use crate::model::compose::{Command, Form, Service};
use crate::syntax::value::is_placeholder;
use crate::workload::Invocation;

/// What is written for a service; what comes from its image is not.
pub(super) fn commands<'t>(service: &Service<'t>) -> Vec<Invocation<'t>> {
    service.commands.iter().filter_map(invocation).collect()
}

fn invocation<'t>(command: &Command<'t>) -> Option<Invocation<'t>> {
    let script = match command.form {
        Form::Words => of_list(&command.values, is_open),
        Form::Line => of_text(*command.values.first()?, Lines::Joined),
        Form::Shell => of_text(*command.values.first()?, Lines::Kept),
    };
    Some(Invocation { key: command.key, script })
}

/// The words of what a service is told to run under a key, or the text in their place, as they are written.
pub(super) fn told(service: &Service<'_>, key: &str) -> Vec<String> {
    let command = service.commands.iter().find(|command| command.key == key);
    command.into_iter().flat_map(|command| &command.words).map(|word| word.raw.to_owned()).collect()
}

/// Whether a variable has a say in a word.
fn is_open(text: &str) -> bool {
    text.contains('$') || is_placeholder(text)
}
