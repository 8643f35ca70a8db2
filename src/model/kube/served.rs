//! Whether a server of some minors serves a kind. Knows the kinds of the server's own groups; all others are custom.

use super::Object;
use crate::facts::kubernetes::{self, Kind};
use crate::settings::Minors;

/// What servers do with an `apiVersion` and `kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Served {
    /// A group that is not the server's own.
    Custom,
    /// All of them have it.
    Yes(Kind),
    /// Some of them, or all, have it no more.
    Removed(Kind),
    /// Some of them do not have it yet.
    NotYet(Kind),
    /// None has or had it.
    Unknown,
}

/// What servers of some minors do with an object.
pub fn served(object: &Object<'_>, minors: Minors) -> Served {
    let group = object.api_version.split_once('/').map_or("", |(group, _)| group);
    // `v1/Config` is the configuration of kubectl, which no server reads.
    let is_half = object.api_version.is_empty() || object.kind.is_empty();
    if is_half || !kubernetes::is_own_group(group) || (object.api_version == "v1" && object.kind == "Config")
    {
        return Served::Custom;
    }
    match kubernetes::kind(object.api_version, object.kind) {
        None => Served::Unknown,
        Some(kind) if kind.last.is_some_and(|last| last < minors.newest) => Served::Removed(kind),
        Some(kind) if kind.first > minors.oldest => Served::NotYet(kind),
        Some(kind) => Served::Yes(kind),
    }
}
