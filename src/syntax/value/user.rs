//! Users as `USER`, `user:` and `runAsUser` name them. Does not look names up.

/// Who a process runs as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum User {
    /// A number.
    Id(u64),
    /// A name, without its group.
    Name(String),
    /// Not root, whoever the image says it is (`runAsNonRoot: true`).
    NonRoot,
    /// Whoever the image says it is, root included (`runAsNonRoot: false`).
    RootAllowed,
    /// Whoever the image says it is; nobody asked for anything else.
    FromImage,
}

impl User {
    /// Reads `USER`'s and `user:`'s form: a name or number, with an optional group after `:`. `None` when empty.
    pub fn parse(text: &str) -> Option<User> {
        let text = text.trim().trim_matches(['"', '\'']);
        let name = text.split_once(':').map_or(text, |(name, _)| name).trim();
        if name.is_empty() {
            return None;
        }
        Some(name.parse().map_or_else(|_| User::Name(name.to_owned()), User::Id))
    }

    /// Whether the process is root, or nothing keeps it from being root though somebody thought of it.
    pub fn is_root(&self) -> bool {
        match self {
            User::Id(id) => *id == 0,
            User::Name(name) => name == "root",
            User::RootAllowed => true,
            User::NonRoot | User::FromImage => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_has_many_spellings() {
        for text in ["root", "0", "00", "0:0", "root:wheel", "\"root\""] {
            assert!(User::parse(text).is_some_and(|user| user.is_root()), "{text}");
        }
        for text in ["node", "1000:0", "rooty"] {
            assert!(!User::parse(text).is_some_and(|user| user.is_root()), "{text}");
        }
        assert_eq!(User::parse(":0"), None);
    }
}
