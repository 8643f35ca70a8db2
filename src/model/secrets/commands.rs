//! Credentials among the words of commands: options, headers, settings. Does not report them.

use super::names::{is_credential_name, is_credential_value, is_stand_in, is_well_known};
use crate::facts::{programs, secrets};
use crate::source::Span;
use crate::syntax::shell::{Command, Word};

/// The word of a command that holds a credential.
pub fn credential(command: &Command<'_>) -> Option<Span> {
    option(command).or_else(|| header(command)).or_else(|| setting(command))
}

/// The value of a command's argument that is a credential, also where it is not known what the program takes: an
/// assignment before it, `--password value`, `--api-key=value`, `--requirepass value`.
pub fn argument(command: &Command<'_>) -> Option<Span> {
    let assigned = command.assignments.iter().find(|set| {
        is_credential_name(&set.name) && is_given(&set.name, &set.value.text) && set.value.literal
    });
    let assigned = assigned.map(|set| set.value.span);
    assigned.or_else(|| credential(command)).or_else(|| long_option(command))
}

/// The value of a long option that is named after a password or token.
fn long_option(command: &Command<'_>) -> Option<Span> {
    let words = command.arguments();
    words.iter().enumerate().find_map(|(index, word)| {
        let text = word.text.strip_prefix("--").filter(|_| word.literal)?;
        let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
        if !takes_credential(name) {
            return None;
        }
        let Some(value) = value else {
            let next = words.get(index + 1).filter(|next| next.literal && !next.text.starts_with('-'))?;
            return is_given(name, &next.text).then_some(next.span);
        };
        let is_exact = word.span.len() as usize == word.text.len();
        let start = if is_exact { word.span.end - value.len() as u32 } else { word.span.start };
        is_given(name, value).then_some(Span { start, ..word.span })
    })
}

/// Whether an option is named after what it takes. One that ends in `secret` often takes the name of a secret.
fn takes_credential(name: &str) -> bool {
    let last = name.rsplit(['-', '_', '.']).next().unwrap_or("");
    secrets::ARGUMENTS.contains(&name)
        || (secrets::ARGUMENT_WORDS.contains(&last) || name.ends_with("api-key")) && is_credential_name(name)
}

/// Whether a value is a credential that is given, be it one that everybody knows.
fn is_given(name: &str, value: &str) -> bool {
    (is_credential_value(value) || is_well_known(value)) && !is_stand_in(name, value)
}

/// The value of an option that takes a password.
fn option(command: &Command<'_>) -> Option<Span> {
    let name = command.name();
    let plain = secrets::OPTIONS.iter().find(|(names, _)| names.contains(&name)).map(|(_, options)| *options);
    let pairs = secrets::PAIR_OPTIONS.iter().find(|(known, _)| *known == name).map(|(_, options)| *options);
    let words = command.arguments();
    // `docker run -p 80:80` is about a port.
    if matches!(name, "docker" | "podman" | "nerdctl" | "helm" | "az" | "skopeo" | "buildah")
        && !words.iter().any(|word| word.text == "login")
    {
        return None;
    }
    for (index, word) in words.iter().enumerate() {
        let text = word.text.as_ref();
        let next = words.get(index + 1).map(|next| (next, next.text.as_ref()));
        let value = |options: &[&'static str]| {
            let option = options.iter().find(|option| text.starts_with(**option))?;
            let rest = text.strip_prefix(option)?;
            if let Some(value) = rest.strip_prefix('=') {
                return Some((word, value));
            }
            match rest {
                // `mysql -p word` asks for the password and opens the database `word`.
                "" if option.len() == 2 && (name.starts_with("mysql") || name.starts_with("mariadb")) => None,
                "" => next,
                rest if option.len() == 2 => Some((word, rest)),
                _ => None,
            }
        };
        if let Some((word, value)) = plain.and_then(value)
            && is_written(word, value)
        {
            return Some(word.span);
        }
        if let Some((word, value)) = pairs.and_then(value)
            && let Some((_, password)) = value.split_once(':')
            && is_written(word, password)
        {
            return Some(word.span);
        }
    }
    None
}

/// `Authorization: Bearer …` and the like.
fn header(command: &Command<'_>) -> Option<Span> {
    let is_client = programs::takes_headers(command.name());
    let words = command.arguments().iter().filter(|_| is_client);
    words.filter(|word| word.literal).find_map(|word| {
        let lower = word.text.to_ascii_lowercase();
        let at = ["authorization:", "private-token:", "x-api-key:", "job-token:"]
            .iter()
            .find_map(|name| Some(lower.find(name)? + name.len()))?;
        let value = word.text.get(at..)?.split_ascii_whitespace().next_back()?;
        (value.len() >= 8 && is_credential_value(value)).then_some(word.span)
    })
}

/// `npm config set //registry/:_authToken …`, `aws configure set aws_secret_access_key …`.
fn setting(command: &Command<'_>) -> Option<Span> {
    let is_setter = matches!(
        command.name(),
        "npm" | "yarn" | "pnpm" | "aws" | "composer" | "git" | "poetry" | "pip" | "bundle"
    );
    let words = command.arguments();
    if !is_setter || !words.iter().any(|word| matches!(word.text.as_ref(), "config" | "configure" | "set")) {
        return None;
    }
    words.iter().enumerate().find_map(|(index, word)| {
        let (key, value) = match word.text.split_once('=') {
            Some((key, value)) => (key, Some((word, value))),
            None => (word.text.as_ref(), words.get(index + 1).map(|next| (next, next.text.as_ref()))),
        };
        let key = key.rsplit([':', '.']).next().unwrap_or(key).trim_start_matches('_');
        let (word, value) = value?;
        (is_credential_name(key) && is_written(word, value)).then_some(word.span)
    })
}

/// Whether a variable's value is more than a word that stands in for a value while something is built.
pub fn is_no_stand_in(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let is_word = lower.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_'));
    let says_so = ["dummy", "fake", "build", "temp", "test", "insecure", "not", "unused", "example"];
    !is_word && !says_so.iter().any(|word| lower.contains(word))
}

fn is_written(word: &Word<'_>, value: &str) -> bool {
    word.literal && is_credential_value(value)
}
