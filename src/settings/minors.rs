//! The versions of Kubernetes that manifests are for. Knows no server.

/// Minors of Kubernetes 1, from the oldest to the newest that manifests are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minors {
    /// The oldest.
    pub oldest: u16,
    /// The newest.
    pub newest: u16,
}

impl Minors {
    /// Reads one version (`1.34`, `1.34.2`, `v1.34`) or a range (`1.31..1.34`); `None` when it is neither.
    pub fn parse(text: &str) -> Option<Minors> {
        let minor = |text: &str| {
            let mut parts = text.trim().trim_start_matches('v').split('.');
            let minor = parts.next().filter(|major| *major == "1").and(parts.next())?.parse().ok()?;
            let patch = parts.next().is_none_or(|patch| patch.parse::<u16>().is_ok());
            (patch && parts.next().is_none()).then_some(minor)
        };
        let (oldest, newest) = text.split_once("..").unwrap_or((text, text));
        let (oldest, newest) = (minor(oldest)?, minor(newest)?);
        (oldest <= newest).then_some(Minors { oldest, newest })
    }
}

/// As `parse` reads it.
impl std::fmt::Display for Minors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "1.{}", self.oldest)?;
        if self.newest > self.oldest { write!(f, "..1.{}", self.newest) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_or_a_range_is_read() {
        let minors = |oldest, newest| Some(Minors { oldest, newest });
        assert_eq!(Minors::parse("1.34"), minors(34, 34));
        assert_eq!(Minors::parse("v1.34.2"), minors(34, 34));
        assert_eq!(Minors::parse("1.31..1.34"), minors(31, 34));
        for text in ["", "1", "2.0", "1.x", "1.34..1.31", "1.34.", "1.34.2.1", "latest"] {
            assert_eq!(Minors::parse(text), None, "{text}");
        }
    }
}
