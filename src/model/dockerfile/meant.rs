//! Texts that look like an instruction: lines of comments, and lines of a command. Does not say what is wrong with
//! them.

use crate::facts::programs;

/// The keyword and the rest of a line that is an instruction in capitals with arguments of its form.
pub fn instruction(line: &str, escape: char) -> Option<(&str, &str)> {
    let line = line.trim();
    let (word, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let rest = rest.trim();
    is_instruction(word, rest, escape).then_some((word, rest))
}

/// Whether a line is an instruction in capitals with arguments of its form.
fn is_instruction(word: &str, rest: &str, escape: char) -> bool {
    let rest = rest.trim_end_matches(escape).trim_end();
    let words = || rest.split_whitespace().count();
    match word {
        "COPY" | "ADD" => words() >= 2 && !rest.starts_with('='),
        "ENV" | "ARG" | "LABEL" => rest.contains('=') && !rest.starts_with('='),
        "CMD" | "ENTRYPOINT" => rest.starts_with('['),
        "EXPOSE" => rest.starts_with(|c: char| c.is_ascii_digit() || c == '$'),
        "WORKDIR" => rest.starts_with(['/', '$']) && words() == 1,
        "FROM" => words() == 1 || rest.to_ascii_lowercase().contains(" as "),
        "USER" => words() == 1 && !rest.starts_with(['=', '-']),
        "HEALTHCHECK" => rest.starts_with("CMD") || rest.starts_with("--") || rest == "NONE",
        "RUN" => words() >= 1 && !rest.starts_with('='),
        "VOLUME" => rest.starts_with(['/', '[']),
        _ => false,
    }
}

/// Whether what follows a keyword is more likely a sentence.
pub fn is_prose(word: &str, rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let first = words.next().unwrap_or("");
    let ends = rest.ends_with(['.', ':', '?', '!']) && rest.contains(' ');
    let is_command =
        first.starts_with(['-', '/', '.', '[', '<', '$']) || programs::STARTS_OF_RUN.contains(&first);
    let is_path = |text: &str| text.contains(['/', '.', '-', '_', '$', '"']);
    match word {
        "RUN" => !is_command,
        "COPY" | "ADD" => ends || !rest.split_whitespace().any(is_path) || words.count() > 4,
        "FROM" | "USER" => {
            ends || !rest.contains([':', '/', '$']) && !rest.to_ascii_lowercase().contains(" as ")
        }
        _ => ends,
    }
}
