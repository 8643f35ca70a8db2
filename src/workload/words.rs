//! What the adapters say in the words of their formats. Has no words of its own.

use super::Field;
use crate::fix::yaml::Literal;

/// How a format speaks. Implemented beside each adapter, by matches that leave nothing out: a new field or phrase has
/// to be answered for every format.
pub(super) trait Words: Sync {
    /// The key of a field, with dots between levels; `None` where the format has no such key.
    fn spelling(&self, field: Field) -> Option<&'static str>;

    /// How a value of the view is written under the key of its field; `None` where it cannot be.
    fn literal<'v>(&self, field: Field, value: &'v str) -> Option<Literal<'v>>;

    /// The capabilities that may be added without a word: those that the runtime gives anyway, or that its standards
    /// allow.
    fn usual_capabilities(&self) -> &'static [&'static str];

    /// What is said about a container; `None` where the format has nothing that it could be said of.
    fn phrase(&self, phrase: Phrase) -> Option<&'static str>;
}

/// What rules say in other words for each format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phrase {
    /// The fact that no user is named, without the name of the container.
    UserIsMissing,
    /// The advice to name a user.
    NameUser,
    /// The advice to name a user that is not root.
    LeaveRoot,
    /// The advice to forbid that privileges are gained.
    ForbidEscalation,
    /// The advice to use a seccomp profile.
    FilterCalls,
    /// The advice to make a folder of a read-only container writable; `PATH` is where the folder belongs.
    MakeWritable,
    /// The advice to keep the value of a variable out of the file; `NAME` is where the variable's name belongs.
    KeepValueOutside,
    /// The advice to publish a port on one address of the host.
    PublishLocally,
}
