//! What a command downloads: from which addresses, to which file, into which pipe, and whether it is compared with
//! something known. Judges nothing.

use std::borrow::Cow;

use crate::facts::programs;
use crate::syntax::shell::{Command, Connector, Operator, Word};
use crate::syntax::value::file_name;
use crate::syntax::value::url::without_query;

/// Whether a command downloads.
pub fn is_download(command: &Command<'_>) -> bool {
    programs::downloads(command.name())
}

/// The words of a command that are addresses.
pub fn addresses<'c, 's>(command: &'c Command<'s>) -> impl Iterator<Item = &'c Word<'s>> {
    command.arguments().iter().filter(|word| word.text.contains("://") && !word.text.starts_with('-'))
}

/// The file that a download is saved to; `None` when it goes to the output, or its name is not known.
pub fn saved_to<'c>(command: &'c Command<'_>) -> Option<Cow<'c, str>> {
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
            let name = file_name(without_query(address));
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
pub fn verifies(command: &Command<'_>) -> bool {
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
pub fn piped<'c, 's>(commands: &'c [Command<'s>], index: usize) -> impl Iterator<Item = &'c Command<'s>> {
    let later = commands.get(index + 1..).unwrap_or(&[]);
    let own = commands.get(index).map_or(0, |command| command.span.end);
    // What is inside of the command's own words follows it in the list.
    later
        .iter()
        .filter(move |other| other.span.start >= own)
        .take_while(|other| other.connector == Connector::Pipe)
}
