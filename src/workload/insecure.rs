//! The settings of a container that leave its program open, by the table of them. Says nothing about them.

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::{Container, Origin, Setting, Variable};
use crate::facts::insecure::{self, Insecure, When};
use crate::model::secrets::names::is_credential_name;
use crate::source::Span;
use crate::syntax::shell::Command;

impl Container<'_> {
    /// Each setting of the table that is on, with the token that says so: variables, then options of its commands.
    pub fn insecure_settings(&self) -> Vec<(&'static Insecure, Span)> {
        let beside = OnceCell::new();
        let variables = self.environment.variables.iter().filter_map(|variable| {
            let value = variable.value.known().filter(|_| is_given(variable))?;
            let rows = insecure::VARIABLES.iter();
            let row = rows.filter(|row| row.name == variable.name).find(|row| fits(row, value))?;
            self.applies(row, None, &beside).then_some((row, variable.at))
        });
        let commands = self.operation.commands.iter().flat_map(|line| &line.script.commands);
        let options = commands.flat_map(|command| {
            let given = insecure::OPTIONS.iter().filter_map(|row| Some((row, option(command, row)?)));
            given.filter(|(row, _)| self.applies(row, Some(command), &beside))
        });
        variables.chain(options).collect()
    }

    fn applies<'c>(
        &'c self,
        row: &Insecure,
        command: Option<&Command<'_>>,
        beside: &OnceCell<Beside<'c>>,
    ) -> bool {
        let beside = || beside.get_or_init(|| Beside::of(self));
        match row.when {
            When::Always => true,
            When::In(names) => {
                self.runs_image(names) || command.is_some_and(|command| names.contains(&command.name()))
            }
            When::NoPassword => {
                let option = |command: &Command<'_>| command.has_flag("--requirepass");
                !beside().has_credential && !command.is_some_and(option)
            }
            When::With(name, values) => {
                values.iter().any(|value| beside().values.contains(&(name, Cow::Borrowed(*value))))
            }
        }
    }
}

/// What the variables of a container say that settings hang on.
struct Beside<'c> {
    has_credential: bool,
    /// Names and values, in small letters.
    values: FxHashSet<(&'c str, Cow<'c, str>)>,
}

impl<'c> Beside<'c> {
    fn of(container: &'c Container<'_>) -> Beside<'c> {
        let variables = &container.environment.variables;
        let value = |variable: &'c Variable| {
            Some((variable.name.as_str(), Cow::Owned(variable.value.known()?.to_ascii_lowercase())))
        };
        Beside {
            has_credential: variables.iter().any(|variable| is_credential_name(&variable.name)),
            values: variables.iter().filter_map(value).collect(),
        }
    }
}

/// Whether a variable has a value in the file.
fn is_given(variable: &Variable) -> bool {
    matches!(variable.value, Setting::Set { .. }) || variable.origin == Origin::Fallback
}

fn fits(row: &Insecure, value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    row.values.contains(&value.as_str())
}

/// The word that gives an option such a value: in itself, or in the next word.
fn option(command: &Command<'_>, row: &Insecure) -> Option<Span> {
    let words = command.arguments();
    let (index, word) =
        words.iter().enumerate().find(|(_, word)| word.literal && word.text.starts_with(row.name))?;
    let rest = word.text.get(row.name.len()..)?;
    let next = words.get(index + 1).filter(|next| !next.text.starts_with('-'));
    let is_it = match (rest.strip_prefix('='), next) {
        (Some(value), _) => fits(row, value),
        (None, _) if !rest.is_empty() => false,
        // A switch stands alone; what follows is an argument.
        _ if row.values.contains(&"true") => true,
        (None, Some(next)) => next.literal && fits(row, &next.text),
        (None, None) => false,
    };
    is_it.then_some(word.span)
}
