//! The command lines of a service: its own, those of its health check and of its hooks.

use super::super::commands::{Lines, of_list, of_text};
use crate::model::compose::{Part, Service};
use crate::syntax::value::is_placeholder;
use crate::syntax::yaml::Value;
use crate::workload::Invocation;

/// What is written for a service; what comes from its image is not.
pub(super) fn commands<'t>(service: &Service<'t>) -> Vec<Invocation<'t>> {
    let own = ["entrypoint", "command"].into_iter();
    let own = own.filter_map(|key| invocation(key, service.node.get(key)?, Lines::Joined));
    let test = service.healthcheck.as_ref().and_then(|check| self::test(check.node.get("test")?));
    let hooks = service.hooks.iter();
    let hooks = hooks.filter_map(|hook| invocation(hook.event, hook.node.get("command")?, Lines::Joined));
    own.chain(test).chain(hooks).collect()
}

fn invocation<'t>(key: &'static str, part: Part<'t>, lines: Lines) -> Option<Invocation<'t>> {
    let script = match part.is_sequence() {
        true => of_list(&values(part), is_open),
        false => of_text(part.value()?, lines),
    };
    Some(Invocation { key, script })
}

/// The text of a health check is one of a shell, and so is that behind `CMD-SHELL`.
fn test(part: Part<'_>) -> Option<Invocation<'_>> {
    if !part.is_sequence() {
        return invocation("test", part, Lines::Kept);
    }
    let words = values(part);
    let (kind, rest) = words.split_first()?;
    let script = match kind.text()? {
        "CMD" => of_list(rest, is_open),
        "CMD-SHELL" => of_text(*rest.first()?, Lines::Kept),
        _ => return None,
    };
    Some(Invocation { key: "test", script })
}

fn values(part: Part<'_>) -> Vec<Value<'_>> {
    part.items().into_iter().filter_map(Part::value).collect()
}

/// Whether a variable has a say in a word.
fn is_open(text: &str) -> bool {
    text.contains('$') || is_placeholder(text)
}
