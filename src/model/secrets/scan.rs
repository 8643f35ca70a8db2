//! Finds credentials of known forms in a text of any format, in one pass. Does not report them.

use crate::model::limits::MAX_JWT;
use std::ops::Range;
use std::sync::LazyLock;

use super::formats::proves;
use super::proof::{is_jwt, is_random};
use crate::facts::credentials::{FORMATS, MAX_BODY, is_word};

/// A credential in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Secret {
    /// What it is, with an article.
    pub what: &'static str,
    /// The token to point at, on one line.
    pub at: Range<usize>,
    /// The value that no report may show.
    pub value: Range<usize>,
}

/// How far from an AWS key's id its secret is looked for.
const NEAR: usize = 300;
/// The length of an AWS secret.
const AWS_SECRET: usize = 40;

/// How everything that is looked for starts: nearly every word of a text starts otherwise.
static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let own = ["AKIA", "ASIA", "eyJ", "-----BEGIN"];
    let mut starts = Starts { class: [0; 256], buckets: vec![Vec::new(); 256] };
    for (byte, class) in (0..=u8::MAX).zip(starts.class.iter_mut()) {
        *class = if is_word(byte) { WORD } else { 0 };
    }
    own.into_iter()
        .chain(FORMATS.iter().map(|format| format.prefix))
        .for_each(|prefix| starts.insert(prefix));
    starts
});

/// A byte of a word.
const WORD: u8 = 1;
/// The first byte of something that is looked for.
const FIRST: u8 = 2;

/// The beginnings of what is looked for, by their first byte.
struct Starts {
    class: [u8; 256],
    /// What follows the first byte, up to three bytes of it.
    buckets: Vec<Vec<&'static [u8]>>,
}

impl Starts {
    fn insert(&mut self, prefix: &'static str) {
        let Some((first, rest)) = prefix.as_bytes().split_first() else { return };
        let rest = rest.get(..3).unwrap_or(rest);
        if let Some(class) = self.class.get_mut(usize::from(*first)) {
            *class |= FIRST;
        }
        if let Some(bucket) =
            self.buckets.get_mut(usize::from(*first)).filter(|bucket| !bucket.contains(&rest))
        {
            bucket.push(rest);
        }
    }

    fn class(&self, byte: u8) -> u8 {
        self.class.get(usize::from(byte)).copied().unwrap_or(0)
    }

    /// Whether something that is looked for may start with a byte and what follows it.
    fn has(&self, first: u8, rest: &[u8]) -> bool {
        let bucket = self.buckets.get(usize::from(first));
        bucket.is_some_and(|bucket| bucket.iter().any(|known| rest.starts_with(known)))
    }
}

/// The credentials of a text, in order.
pub fn secrets(text: &str) -> Vec<Secret> {
    let bytes = text.as_bytes();
    let mut out: Vec<Secret> = Vec::new();
    let mut at = 0;
    let starts: &Starts = &STARTS;
    let mut before = 0;
    while let Some(&byte) = bytes.get(at) {
        let class = starts.class(byte);
        let is_start = class & FIRST != 0
            && (before & WORD == 0 || byte == b'-')
            && bytes.get(at + 1..).is_some_and(|rest| starts.has(byte, rest));
        if !is_start {
            before = class;
            at += 1;
            continue;
        }
        let found = secret_at(text, at);
        // An AWS secret stands away from the id that gives it away, maybe before it.
        let found = found.filter(|found| !out.iter().rev().take(4).any(|known| known.value == found.value));
        let next = match &found {
            Some(found) if found.at.start == at => found.value.end.max(found.at.end),
            _ => at + 1,
        };
        out.extend(found);
        before = bytes.get(next - 1).map_or(0, |byte| starts.class(*byte));
        at = next;
    }
    out.sort_by_key(|secret| secret.at.start);
    out
}

fn secret_at(text: &str, at: usize) -> Option<Secret> {
    let rest = text.get(at..)?;
    if rest.starts_with("-----BEGIN ") {
        return private_key(rest, at);
    }
    if rest.starts_with("eyJ") {
        return signed_token(rest, at);
    }
    if rest.starts_with("AKIA") || rest.starts_with("ASIA") {
        return aws(text, at);
    }
    FORMATS.iter().filter(|format| rest.starts_with(format.prefix)).find_map(|format| {
        let body = rest.get(format.prefix.len()..)?;
        let length = run(body, MAX_BODY + 1, format.alphabet);
        // A full stop ends a sentence more often than a token.
        let body = body.get(..length)?.trim_end_matches('.');
        let (min, max) = format.length;
        let range = at..at + format.prefix.len() + body.len();
        (min <= body.len() && body.len() <= max && proves(format.proof, body)).then(|| Secret {
            what: format.what,
            at: range.clone(),
            value: range,
        })
    })
}

/// How many of the first bytes are of an alphabet, at most `max`.
fn run(text: &str, max: usize, alphabet: fn(u8) -> bool) -> usize {
    text.bytes().take(max).take_while(|byte| alphabet(*byte)).count()
}

/// `-----BEGIN … PRIVATE KEY-----` and what follows it in base 64.
fn private_key(rest: &str, at: usize) -> Option<Secret> {
    let label = rest.get("-----BEGIN ".len()..)?;
    let length = run(label, 40, |byte| byte.is_ascii_uppercase() || byte == b' ');
    let name = label.get(..length)?;
    let is_private = name.ends_with("PRIVATE KEY") || name == "PGP PRIVATE KEY BLOCK";
    let dashes = label.get(length..)?;
    if !is_private || name.starts_with("ENCRYPTED") || !dashes.starts_with("-----") {
        return None;
    }
    let head = "-----BEGIN ".len() + length + "-----".len();
    let body = rest.get(head..)?;
    let end = body.find('-').unwrap_or(body.len());
    let body = body.get(..end)?;
    let mut lines = body.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '/'));
    // `\n` in a string is no part of the line that follows it.
    let is_material = |line: &str| line.len() >= 40 && is_random(line);
    lines.any(is_material).then(|| Secret {
        what: "a private key",
        at: at..at + head,
        value: at + head..at + head + body.len(),
    })
}

/// Three parts of base 64 with full stops between.
fn signed_token(rest: &str, at: usize) -> Option<Secret> {
    let mut length = 0;
    let mut part = || {
        let text = rest.get(length..)?;
        let end = run(text, MAX_JWT, is_word);
        length += end + 1;
        text.get(..end)
    };
    let (header, payload, signature) = (part()?, part()?, part()?);
    let range = at..at + length - 1;
    let has_stops = rest.as_bytes().get(header.len()) == Some(&b'.')
        && rest.as_bytes().get(header.len() + 1 + payload.len()) == Some(&b'.');
    (has_stops && is_jwt(header, payload, signature)).then(|| Secret {
        what: "a signed token",
        at: range.clone(),
        value: range,
    })
}

/// An id is no secret; the secret near it is.
fn aws(text: &str, at: usize) -> Option<Secret> {
    let is_id = |byte: u8| byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7');
    let id = text.get(at + 4..at + 20)?;
    let after = text.as_bytes().get(at + 20).copied().unwrap_or(b' ');
    if !id.bytes().all(is_id) || is_word(after) || id.contains("EXAMPLE") {
        return None;
    }
    let bytes = text.as_bytes();
    let is_secret = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let start = at.saturating_sub(NEAR);
    let near = bytes.get(start..bytes.len().min(at + NEAR))?;
    let mut offset = start;
    for piece in near.split(|byte| !is_secret(byte)) {
        let range = offset..offset + piece.len();
        offset = range.end + 1;
        let Some(value) = text.get(range.clone()) else { continue };
        let cases = [u8::is_ascii_uppercase, u8::is_ascii_lowercase, u8::is_ascii_digit];
        let is_whole = range.end < bytes.len().min(at + NEAR) || range.end == bytes.len();
        if value.len() == AWS_SECRET
            && is_whole
            && bytes.get(range.end) != Some(&b'=')
            && cases.iter().all(|is| value.bytes().any(|byte| is(&byte)))
            && value.matches('/').count() <= 4
            && is_random(value)
        {
            return Some(Secret { what: "an AWS secret key", at: range.clone(), value: range });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        secrets(text).into_iter().map(|secret| (secret.what, text.get(secret.value).unwrap_or("?"))).collect()
    }

    #[test]
    fn tokens_are_found_where_they_start() {
        let token = concat!("ghp", "_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17");
        for text in [
            token.to_owned(),
            format!("a={token}\n"),
            format!("https://{token}@github.com"),
            format!("\"{token}\"."),
        ] {
            assert_eq!(found(&text), [("a GitHub token", token)], "{text}");
        }
        for text in [format!("x{token}"), format!("{token}0"), format!("_{token}")] {
            assert!(found(&text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_aws_id_alone_is_no_secret() {
        let id = concat!("AKIA", "Q3EGRBZ5TX7UOHDC");
        let secret = concat!("kV8rTq2LmXz", "9+Wc4PdYb7/GsHn5JfA1uEo3RiKw6");
        assert_eq!(secret.len(), 40);
        assert!(found(&format!("AWS_ACCESS_KEY_ID={id}\n")).is_empty());
        assert_eq!(found(&format!("ID={id}\nKEY={secret}\n")), [("an AWS secret key", secret)]);
        assert_eq!(found(&format!("KEY={secret}\nID={id}")), [("an AWS secret key", secret)]);
        let example = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        assert!(found(&format!("AKIAIOSFODNN7EXAMPLE {example}")).is_empty());
    }

    #[test]
    fn a_private_key_has_a_body() {
        let line = "MC4CAQAwBQYDK2VwBCIEIGp9s0T3wq8LzXv5bNc1Yh7RmKd2JfUoEa4PiTg6WlSx";
        let key = format!("-----BEGIN PRIVATE KEY-----\n{line}\n-----END PRIVATE KEY-----\n");
        assert_eq!(secrets(&key).len(), 1);
        assert_eq!(secrets(&key.replace('\n', "\\n")).len(), 1);
        for text in [
            "grep -q '-----BEGIN PRIVATE KEY-----' file && echo found it in the file that was copied before",
            "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
            "-----BEGIN PUBLIC KEY-----\nMC4CAQAwBQYDK2VwBCIEIGp9s0T3wq8LzXv5bNc1Yh7RmKd2JfUoEa4PiTg6WlSx",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn long_texts_of_prefixes_take_linear_time() {
        for piece in
            ["eyJ.", "eyJ-", "sk-", "-----BEGIN PRIVATE KEY-----", "AKIAQ3EGRBZ5TX7UOHDC ", "glpat-.", "-"]
        {
            assert!(found(&piece.repeat(20_000)).is_empty(), "{piece}");
        }
    }
}
