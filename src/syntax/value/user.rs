//! Users as `USER`, `user:` and `runAsUser` name them. Does not look names up.

use std::fmt;

/// Who a process runs as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum User {
    /// A number.
    Id {
        /// The number.
        id: u64,
        /// The group, where it is written with the user.
        group: Option<String>,
    },
    /// A name.
    Name {
        /// The name.
        name: String,
        /// The group, where it is written with the user.
        group: Option<String>,
    },
    /// Not root, whoever the image says it is (`runAsNonRoot: true`).
    NonRoot,
    /// Whoever the image says it is, root included (`runAsNonRoot: false`).
    RootAllowed,
    /// Whoever the image says it is; nobody asked for anything else.
    FromImage,
}

impl User {
    /// Whether the user or the group is a name, and no number.
    pub fn has_names(&self) -> bool {
        let is_name =
            |group: &Option<String>| group.as_ref().is_some_and(|group| group.parse::<u32>().is_err());
        match self {
            User::Id { group, .. } => is_name(group),
            User::Name { .. } => true,
            User::NonRoot | User::RootAllowed | User::FromImage => false,
        }
    }

    /// Reads `USER`'s and `user:`'s form: a name or number, with an optional group after `:`. `None` when empty.
    pub fn parse(text: &str) -> Option<User> {
        let text = text.trim().trim_matches(['"', '\'']);
        let (name, group) = text.split_once(':').unwrap_or((text, ""));
        let (name, group) = (name.trim(), Some(group.trim().to_owned()).filter(|group| !group.is_empty()));
        if name.is_empty() {
            return None;
        }
        Some(match name.parse() {
            Ok(id) => User::Id { id, group },
            Err(_) => User::Name { name: name.to_owned(), group },
        })
    }

    /// The name or number and the group of `name:group`.
    pub fn with_group(text: &str) -> (&str, Option<&str>) {
        text.split_once(':').map_or((text, None), |(name, group)| (name, Some(group)))
    }

    /// Whether the process is root, or nothing keeps it from being root though somebody thought of it.
    pub fn is_root(&self) -> bool {
        match self {
            User::Id { id, .. } => *id == 0,
            User::Name { name, .. } => name == "root",
            User::RootAllowed => true,
            User::NonRoot | User::FromImage => false,
        }
    }
}

impl fmt::Display for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let group = match self {
            User::Id { id, group } => {
                write!(f, "{id}")?;
                group
            }
            User::Name { name, group } => {
                f.write_str(name)?;
                group
            }
            User::NonRoot => return f.write_str("not root"),
            User::RootAllowed => return f.write_str("root, if the image says so"),
            User::FromImage => return f.write_str("as the image says"),
        };
        group.iter().try_for_each(|group| write!(f, ":{group}"))
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

    #[test]
    fn a_user_is_shown_with_its_group() {
        for (text, words) in [("1000:1000", "1000:1000"), ("\"root\"", "root"), ("app: staff", "app:staff")] {
            assert_eq!(User::parse(text).map(|user| user.to_string()).as_deref(), Some(words));
        }
    }
}
