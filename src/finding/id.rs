//! The name of a rule as findings carry it. Does not know which rules there are.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};

/// The name of a rule: that of a page, or one made at run time. Equal names are equal ids.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(&'static str);

/// The names that were made at run time. They are never freed, so that an id can be copied; equal ones share one text.
static MADE: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

impl RuleId {
    /// The id of a name that is part of the program.
    pub const fn new(name: &'static str) -> RuleId {
        RuleId(name)
    }

    /// The id of a name that is only known at run time, such as that of a rule in a configuration.
    pub fn made(name: &str) -> RuleId {
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = made.get(name) {
            return RuleId(known);
        }
        let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
        made.insert(name);
        RuleId(name)
    }

    /// The name.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl From<&'static str> for RuleId {
    fn from(name: &'static str) -> RuleId {
        RuleId(name)
    }
}

impl Deref for RuleId {
    type Target = str;

    fn deref(&self) -> &str {
        self.0
    }
}

impl Borrow<str> for RuleId {
    fn borrow(&self) -> &str {
        self.0
    }
}

impl PartialEq<str> for RuleId {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for RuleId {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_name_equals_a_known_one() {
        let (made, again) = (RuleId::made("root-user"), RuleId::made(&String::from("root-user")));
        assert_eq!(made, RuleId::new("root-user"));
        assert!(std::ptr::eq(made.as_str(), again.as_str()));
    }
}
