//! When a container starts again, in the words of Compose. Does not know which of two policies counts.

use std::fmt;

/// What happens when the container ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restart {
    /// It stays ended.
    Never,
    /// It starts again when it failed.
    OnFailure,
    /// It starts again.
    Always,
}

impl Restart {
    /// Reads `restart:` of a service: `no`, `always`, `unless-stopped`, `on-failure[:COUNT]`.
    pub fn of_service(text: &str) -> Option<Restart> {
        match text.split(':').next().unwrap_or("") {
            "no" | "" => Some(Restart::Never),
            "on-failure" => Some(Restart::OnFailure),
            "always" | "unless-stopped" => Some(Restart::Always),
            _ => None,
        }
    }

    /// Reads `deploy.restart_policy.condition:`; Compose also knows the words of `restart` there.
    pub fn of_deploy(text: &str) -> Option<Restart> {
        match text {
            "none" | "no" => Some(Restart::Never),
            "on-failure" => Some(Restart::OnFailure),
            "any" | "always" | "unless-stopped" => Some(Restart::Always),
            _ => None,
        }
    }
}

impl fmt::Display for Restart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Restart::Never => "never",
            Restart::OnFailure => "on failure",
            Restart::Always => "always",
        })
    }
}
