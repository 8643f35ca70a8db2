//! Credentials among the words of commands: options, headers, settings. Does not report them.

use super::names::{is_credential_name, is_credential_value};
use crate::facts::{programs, secrets};
use crate::source::Span;
use crate::syntax::shell::{Command, Word};

/// The word of a command that holds a credential.
pub fn credential(command: &Command<'_>) -> Option<Span> {
    option(command).or_else(|| header(command)).or_else(|| setting(command))
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
