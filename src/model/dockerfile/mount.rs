//! The mounts of a RUN: what kind they are, where they lie, which secret they bring. Checks no option.

use crate::syntax::dockerfile::MountOption;

/// A `--mount=…`.
#[derive(Debug)]
pub struct Mount<'w> {
    options: Vec<MountOption<'w>>,
}

impl<'w> Mount<'w> {
    pub(super) fn new(options: Vec<MountOption<'w>>) -> Mount<'w> {
        Mount { options }
    }

    /// All options, as they are written.
    pub fn options(&self) -> &[MountOption<'w>] {
        &self.options
    }

    /// The last option of a key.
    pub fn option(&self, key: &str) -> Option<&MountOption<'w>> {
        self.options.iter().rev().find(|option| option.key == key)
    }

    /// The value of a key.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.option(key).map(|option| option.value.as_ref())
    }

    /// Whether it is of a kind: `bind`, `cache`, `tmpfs`, `secret` or `ssh`.
    pub fn is(&self, kind: &str) -> bool {
        self.value("type").unwrap_or("bind") == kind
    }

    /// Where it lies, under each of the names for that.
    pub fn target(&self) -> Option<&MountOption<'w>> {
        self.options
            .iter()
            .rev()
            .find(|option| matches!(option.key.as_str(), "target" | "dst" | "destination"))
    }

    /// The file that a secret lies in while the RUN runs; `None` for other mounts, and for a secret that is only a
    /// variable.
    pub fn secret_file(&self) -> Option<String> {
        let target = self.target().map(|target| target.value.to_string());
        let by_id = || {
            self.value("id").filter(|_| self.option("env").is_none()).map(|id| format!("/run/secrets/{id}"))
        };
        target.or_else(by_id).filter(|_| self.is("secret"))
    }

    /// The variable that a secret is in while the RUN runs.
    pub fn secret_variable(&self) -> Option<&str> {
        self.value("env").filter(|name| self.is("secret") && !name.is_empty())
    }

    /// Whether some text of a RUN uses the secret or the agent; `None` when it is not known what would show that.
    pub fn is_used(&self, texts: &[&str]) -> Option<bool> {
        let words = self.signs()?;
        let uses = |text: &str| words.iter().any(|word| has_word(text, word)) || names_folder(text);
        Some(texts.iter().any(|text| uses(text)))
    }

    /// What a command that uses a mount would hold; `None` when that is not known.
    fn signs(&self) -> Option<Vec<String>> {
        if self.is("ssh") {
            return Some(vec!["ssh".to_owned(), "SSH".to_owned()]);
        }
        let file = self.secret_file();
        // Elsewhere, a program may look for it by itself, as npm does for `.npmrc`.
        if file.as_ref().is_some_and(|file| !file.starts_with("/run/secrets/")) {
            return None;
        }
        let found = [file, self.secret_variable().map(str::to_owned)];
        let found: Vec<String> = found.into_iter().flatten().collect();
        (!found.is_empty() && !found.iter().any(|text| text.contains('$'))).then_some(found)
    }
}

/// Whether a text has a path or name that does not go on.
fn has_word(text: &str, word: &str) -> bool {
    // The agent's socket has the word in its name, too.
    if word.eq_ignore_ascii_case("ssh") {
        return text.contains(word);
    }
    let is_path = word.starts_with('/');
    let is_more = |c: char| c.is_ascii_alphanumeric() || c == '_' || (is_path && matches!(c, '-' | '.'));
    let goes_on = |rest: &str| rest.starts_with(is_more);
    word.len() < 3 || text.split(word).skip(1).any(|rest| !goes_on(rest))
}

/// Whether a text has the folder of secrets, or a file in it that is not known.
fn names_folder(text: &str) -> bool {
    let is_open = |rest: &str| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        name.len() == rest.len() || !name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
    };
    text.split("/run/secrets").skip(1).any(is_open)
}
