//! Linux capabilities by name, as `capabilities(7)` lists them. Does not know which are dropped by default where.

use std::fmt;

use crate::facts::capabilities;

/// A capability as written, compared without case and without the `CAP_` prefix.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Capability {
    name: String,
}

/// What a capability is worth to an attacker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// Control of the host, directly or in one step.
    Host,
    /// Everything else.
    Ordinary,
}

impl Capability {
    /// Whether dropping these leaves none of the runtime's defaults: `ALL`, or every one of them by name.
    pub fn drops_all<'c>(dropped: impl Iterator<Item = &'c Capability> + Clone) -> bool {
        dropped.clone().any(Capability::is_all)
            || capabilities::RUNTIME_DEFAULTS
                .iter()
                .all(|name| dropped.clone().any(|capability| capability.name == *name))
    }

    /// Reads a name; `CAP_` and case do not matter.
    pub fn parse(text: &str) -> Capability {
        let name = text.trim().to_ascii_uppercase();
        let name = name.strip_prefix("CAP_").map(str::to_owned).unwrap_or(name);
        Capability { name }
    }

    /// The name in capitals, without `CAP_`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether Linux has it.
    pub fn is_known(&self) -> bool {
        capabilities::ALL.contains(&self.name.as_str())
    }

    /// Whether it stands for all of them.
    pub fn is_all(&self) -> bool {
        self.name == "ALL"
    }

    /// What it is worth to an attacker.
    pub fn tier(&self) -> Tier {
        if capabilities::HOST.contains(&self.name.as_str()) { Tier::Host } else { Tier::Ordinary }
    }
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefix_and_case_do_not_matter() {
        assert_eq!(Capability::parse("cap_sys_admin"), Capability::parse("SYS_ADMIN"));
        assert!(Capability::parse("all").is_all());
    }
}
