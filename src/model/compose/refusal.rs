//! What Compose refuses, what layers take from each other, and what could not be looked at. Reports nothing.

use crate::finding::Label;
use crate::source::Span;
use crate::syntax::yaml::Value;

/// What kind of fault Compose refuses a project for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefusalKind {
    /// A text starts like a variable and is none.
    InvalidInterpolation,
    /// A variable has to be set and is not; only told when all variables are known.
    RequiredVariable,
    /// A value is of the wrong type.
    WrongType,
    /// A text, number or name that Compose cannot read.
    InvalidValue,
    /// A key that has to be there is not.
    MissingKey,
    /// A merge key of YAML that merges no mapping.
    InvalidMergeKey,
    /// A volume that is not declared.
    UndefinedVolume,
    /// A network that is not declared.
    UndefinedNetwork,
    /// A secret that is not declared.
    UndefinedSecret,
    /// A config that is not declared.
    UndefinedConfig,
    /// A model that is not declared.
    UndefinedModel,
    /// A service that is not there.
    UndefinedService,
    /// Files or services that need each other.
    ReferenceCycle,
    /// A file that is included or extended, or whose labels are read, and is not there.
    MissingIncludedFile,
    /// A service that is extended and is not there.
    MissingExtendedService,
    /// A service that has nothing to run.
    ServiceWithoutImage,
    /// Two keys that exclude each other.
    ConflictingKeys,
    /// Two places that set one limit to different values.
    ConflictingLimits,
    /// Two mounts at one path.
    DuplicateMountTarget,
    /// Layers that cannot be merged, because one has another type than the other.
    IncompatibleOverride,
    /// The file has no content that is a project.
    EmptyProject,
}

impl RefusalKind {
    /// Whether something is missed that another file may have.
    pub fn is_about_absence(self) -> bool {
        use RefusalKind::{
            EmptyProject, MissingExtendedService, MissingKey, ServiceWithoutImage, UndefinedConfig,
            UndefinedModel, UndefinedNetwork, UndefinedSecret, UndefinedService, UndefinedVolume,
        };
        matches!(
            self,
            EmptyProject
                | MissingExtendedService
                | MissingKey
                | ServiceWithoutImage
                | UndefinedConfig
                | UndefinedModel
                | UndefinedNetwork
                | UndefinedSecret
                | UndefinedService
                | UndefinedVolume
        )
    }
}

/// One fault for which Compose refuses a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What it is.
    pub kind: RefusalKind,
    /// The token at fault.
    pub at: Span,
    /// The fact: lower case, no full stop.
    pub message: String,
    /// The other places that matter.
    pub labels: Vec<Label>,
}

/// Something that a project refers to and that could not be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What refers to it.
    pub at: Span,
    /// What it is called there.
    pub name: String,
    /// Why it could not be looked at.
    pub why: Unread,
}

/// Why a file of a project was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unread {
    /// There is none.
    Missing,
    /// It lies outside of the folder that is checked.
    Outside,
    /// It is at a remote address.
    Remote,
    /// Its name hangs on a variable.
    Unknown,
    /// It is too large, or there are too many of them, or they refer to each other too deeply.
    Limit,
    /// It is there and could not be read as a Compose file.
    Unreadable,
}

/// What a layer took from another one.
#[derive(Debug, Clone)]
pub struct Removed<'t> {
    /// The keys that lead to it.
    pub path: Vec<String>,
    /// What was written there; `None` when Compose had made it.
    pub was: Option<Value<'t>>,
    /// The value that took it away.
    pub by: Span,
}
