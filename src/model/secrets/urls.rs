//! Addresses with a user and a password in a text. Does not report them.

use crate::model::limits::MAX_CREDENTIALS;
use std::ops::Range;

use super::names::is_credential_value;
use crate::facts::secrets;

/// The passwords of a text, in order, each without what stands around it. Comments are left out.
pub fn passwords(text: &str) -> Vec<Range<usize>> {
    let found = text.match_indices("://").filter_map(|(at, _)| password(text, at));
    found.filter(|range| !is_in_comment(text, range.start)).collect()
}

fn password(text: &str, at: usize) -> Option<Range<usize>> {
    let scheme = text.get(..at)?.bytes().next_back()?;
    if !scheme.is_ascii_alphanumeric() {
        return None;
    }
    let start = at + "://".len();
    let window = text.as_bytes().get(start..text.len().min(start + MAX_CREDENTIALS))?;
    // A password may hold nearly anything; what ends an address or a word of the shell does not belong to it.
    let is_end = |byte: &u8| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'/' | b'"' | b'\'' | b'`' | b'?' | b'#' | b'@' | b'\\' | b',')
    };
    let end = window.iter().position(is_end)?;
    if window.get(end) != Some(&b'@') {
        return None;
    }
    let user = text.get(start..start + end)?;
    let host = text.get(start + end + 1..).map_or("", |rest| {
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_'))
            .unwrap_or(rest.len());
        rest.get(..end).unwrap_or("")
    });
    let (name, secret) = user.split_once(':')?;
    let range = start + name.len() + 1..start + end;
    let is_word = (name == "example" && secret == "example")
        || secrets::EXAMPLE_PASSWORDS.contains(&secret.to_ascii_lowercase().as_str())
            && matches!(name.to_ascii_lowercase().as_str(), "user" | "username" | "login" | "name");
    let is_example =
        secrets::EXAMPLE_HOSTS.iter().any(|known| host == *known || host.ends_with(&format!(".{known}")));
    // `x-oauth-basic` stands where GitHub wants a password; the token is the name, which has a form of its own.
    let is_filler = secret == "x-oauth-basic" || name.contains(['$', '{', '<', '%']) && secret.len() < 3;
    (!is_word && !is_example && !is_filler && is_credential_value(secret)).then_some(range)
}

/// Whether a `#` before a place on its line starts a comment.
fn is_in_comment(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    // Only the part of a line that may hold a comment's start in practice is looked at.
    let window = before.len().saturating_sub(2048);
    let window = (window..before.len()).find(|at| before.is_char_boundary(*at)).unwrap_or(before.len());
    let line = before.get(window..).unwrap_or("").rsplit('\n').next().unwrap_or("");
    line.trim_start().starts_with('#') || line.contains(" #")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        passwords(text).into_iter().map(|range| text.get(range).unwrap_or("?")).collect()
    }

    #[test]
    fn passwords_in_addresses_are_found() {
        assert_eq!(found("DATABASE_URL: postgres://shop:h4rdt0gu3ss@db:5432/shop"), ["h4rdt0gu3ss"]);
        assert_eq!(found("git clone https://bot:s3cr3t@git.shop.test/a.git"), ["s3cr3t"]);
        assert_eq!(found("a redis://:h4rdt0gu3ss@cache and amqp://a:b4c5d@mq"), ["h4rdt0gu3ss", "b4c5d"]);
    }

    #[test]
    fn what_is_filled_in_or_an_example_is_no_password() {
        for text in [
            "https://user:$TOKEN@git.shop.test",
            "https://$USER:${PASS}@git.shop.test",
            "postgres://user:password@db/shop",
            "https://bot:s3cr3t@example.com/",
            "# postgres://shop:h4rdt0gu3ss@db",
            "image: a # https://bot:s3cr3t@git.shop.test",
            "https://registry.test:5000/a@b",
            "ssh://git@github.com:22/a",
            "https://a.test/x:y@z",
            "://a:bcdef@c",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
