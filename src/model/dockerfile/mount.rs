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
}
