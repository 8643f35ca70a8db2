//! What an engine refuses about a file: found by the models of formats, reported by the rule of its kind. Says no word
//! about how bad it is.

use crate::finding::{Fix, Label};
use crate::source::Span;

/// One reason for which an engine refuses a file, an object or a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What it is.
    pub kind: RefusalKind,
    /// The token at fault.
    pub at: Span,
    /// The fact: lower case, no full stop.
    pub message: String,
    /// What to write instead, where that is known.
    pub help: Option<String>,
    /// The other places that matter.
    pub labels: Vec<Label>,
    /// The one change that makes of it what was meant, where that is certain.
    pub fix: Option<Fix>,
}

/// The kinds of refusals; each that a file alone decides has a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefusalKind {
    /// A key that does not exist.
    UnknownKey,
    /// A key that other versions of the engine have.
    FieldNotInVersion,
    /// A value of another type than the key takes.
    WrongType,
    /// A value that the key does not take.
    InvalidValue,
    /// Something that has to be there is not.
    MissingKey,
    /// Keys that exclude each other.
    ConflictingKeys,
    /// The same item twice in a list.
    RepeatedListItem,
    /// A text that is no quantity of a resource.
    InvalidQuantity,
    /// A name that no object can have.
    InvalidName,
    /// A label or annotation that cannot be.
    InvalidLabel,
    /// A volume that is not declared.
    UndefinedVolume,
    /// A reference to something else that is not declared.
    UndefinedReference,
    /// A selector that does not match the labels that it is for.
    SelectorMismatch,
    /// A text starts like a variable and is none.
    InvalidInterpolation,
    /// A variable has to be set and is not; only known when all variables are.
    RequiredVariable,
    /// A merge key of YAML that merges no mapping.
    InvalidMergeKey,
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
    /// Two places that set one limit to different values.
    ConflictingLimits,
    /// Two mounts at one path.
    DuplicateMountTarget,
    /// Layers that cannot be merged, because one has another type than the other.
    IncompatibleOverride,
    /// There is nothing that is a project; that it was not checked is said anyway.
    EmptyProject,
    /// Services at the top of the file, as the first version of Compose had them.
    LegacyLayout,
    /// A restart policy that the engine does not have.
    InvalidRestartPolicy,
    /// A capability that Linux does not have.
    UnknownCapability,
    /// A security option that the engine does not have.
    InvalidSecurityOption,
    /// A kernel parameter that containers cannot set.
    InvalidSysctl,
    /// Two containers of one name.
    DuplicateContainerName,
    /// Two containers at one port of the host.
    DuplicateHostPort,
    /// Several containers of one name, because a service is scaled.
    FixedNameWithReplicas,
    /// Several containers at one port of the host, because a service is scaled.
    FixedPortWithReplicas,
    /// A text that is no reference to an image.
    InvalidImageReference,
}

impl RefusalKind {
    /// Whether something is missed that another file of the same project may have.
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
