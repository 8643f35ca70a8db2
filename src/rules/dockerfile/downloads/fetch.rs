//! Downloads as rules ask about them: their addresses, hosts and files. Knows no rule.

use std::borrow::Cow;

use crate::syntax::shell::{Command, Connector, Operator, Word};

/// Whether a command downloads.
pub(super) fn is_download(command: &Command<'_>) -> bool {
    matches!(command.name(), "curl" | "wget" | "aria2c" | "fetch" | "axel")
}

/// The words of a command that are addresses.
pub(super) fn addresses<'c, 's>(command: &'c Command<'s>) -> impl Iterator<Item = &'c Word<'s>> {
    command.arguments().iter().filter(|word| word.text.contains("://") && !word.text.starts_with('-'))
}

/// The host of an address.
pub(in crate::rules) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = host.rsplit('@').next().unwrap_or("");
    if host.starts_with('[') { host } else { host.split(':').next().unwrap_or("") }
}

/// Whether a host is this machine or in a network of one's own, or not known.
pub(super) fn is_local(host: &str) -> bool {
    let private = ["127.", "10.", "192.168.", "169.254.", "["];
    let second = host.strip_prefix("172.").and_then(|rest| rest.split('.').next()?.parse::<u8>().ok());
    !host.contains('.')
        || host.contains(['$', '{', '<'])
        || private.iter().any(|start| host.starts_with(start))
        || second.is_some_and(|second| (16..32).contains(&second))
        || [".local", ".internal", ".lan", ".localhost", ".test", ".onion", ".home"]
            .iter()
            .any(|end| host.ends_with(end))
}

/// The file that a download is saved to; `None` when it goes to the output, or its name is not known.
pub(super) fn saved_to<'c>(command: &'c Command<'_>) -> Option<Cow<'c, str>> {
    if let Some(file) = command.redirections.iter().find(|redirection| is_write(redirection.operator)) {
        return Some(Cow::Borrowed(file.target.text.as_ref())).filter(|file| !file.starts_with("/dev/"));
    }
    let (letter, long) = if command.is("curl") { ('o', "--output") } else { ('O', "--output-document") };
    let arguments = command.arguments();
    let mut file = command.option(long);
    let mut is_remote_name = !command.is("curl");
    for (index, word) in arguments.iter().enumerate() {
        let text = word.text.as_ref();
        if !text.starts_with('-') || text.starts_with("--") || !is_cluster(text, letter) {
            is_remote_name |=
                command.is("curl") && (text == "--remote-name" || (is_short(text) && text.contains('O')));
            continue;
        }
        let (_, value) = text.split_once(letter).unwrap_or((text, ""));
        file = if value.is_empty() {
            arguments.get(index + 1).map(|word| word.text.as_ref())
        } else {
            Some(value)
        };
    }
    match file {
        Some("-" | "/dev/null" | "/dev/stdout") => None,
        Some(file) => Some(Cow::Borrowed(file)),
        None if is_remote_name => {
            let address = addresses(command).next()?.text.as_ref();
            let name = address.split(['?', '#']).next()?.rsplit('/').next()?;
            let folder = command.option("-P").or_else(|| command.option("--directory-prefix"));
            let name = (!name.is_empty()).then_some(name)?;
            Some(folder.map_or(Cow::Borrowed(name), |folder| {
                Cow::Owned(format!("{}/{name}", folder.trim_end_matches('/')))
            }))
        }
        None => None,
    }
}

fn is_write(operator: Operator) -> bool {
    matches!(operator, Operator::Write | Operator::Append)
}

fn is_short(text: &str) -> bool {
    text.starts_with('-')
        && !text.starts_with("--")
        && text.chars().skip(1).all(|c| c.is_ascii_alphabetic() || c == '#')
}

/// Whether a cluster of short options comes to a letter before one that takes the rest as its value.
fn is_cluster(text: &str, letter: char) -> bool {
    let mut letters = text.chars().skip(1);
    let others = |c: &char| *c != letter && c.is_ascii_alphabetic() && !"AHXdeuPUT".contains(*c);
    letters.by_ref().find(|c| !others(c)) == Some(letter)
}

/// Whether a command compares what was downloaded with something known: a sum or a signature.
pub(super) fn verifies(command: &Command<'_>) -> bool {
    let name = command.name();
    let has = |word: &str| command.arguments().iter().any(|argument| argument.text.contains(word));
    match name {
        "gpg" | "gpg2" => has("--verify"),
        "openssl" => has("dgst") || has("sha") || has("verify"),
        "cosign" | "minisign" | "gpgv" | "sq" | "rhash" | "signify" | "gh" | "slsa-verifier" => true,
        _ => name.ends_with("sum") || name == "shasum" || name == "sha256" || name.contains("verify"),
    }
}

/// The commands that a command's output goes to through pipes.
pub(super) fn piped<'c, 's>(
    commands: &'c [Command<'s>],
    index: usize,
) -> impl Iterator<Item = &'c Command<'s>> {
    let later = commands.get(index + 1..).unwrap_or(&[]);
    let own = commands.get(index).map_or(0, |command| command.span.end);
    // What is inside of the command's own words follows it in the list.
    later
        .iter()
        .filter(move |other| other.span.start >= own)
        .take_while(|other| other.connector == Connector::Pipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_found() {
        assert_eq!(host("https://user:pass@example.com:8080/a/b?c"), "example.com");
        for name in
            ["localhost", "10.0.0.1", "172.20.1.2", "registry", "a.local", "$HOST", "mirror.${ZONE}.org"]
        {
            assert!(is_local(name), "{name}");
        }
        for name in ["example.com", "172.32.0.1", "8.8.8.8"] {
            assert!(!is_local(name), "{name}");
        }
    }
}
