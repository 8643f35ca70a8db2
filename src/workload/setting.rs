//! A setting with its provenance. Has no default of its own: adapters say what their format does.

use crate::source::Span;
use crate::syntax::yaml;

/// What a field will be when the container runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting<T> {
    /// Somebody wrote it.
    Set {
        /// What it is.
        value: T,
        /// The token that says so.
        at: Span,
        /// How it came to this container.
        via: Via,
    },
    /// Nobody wrote it: what the runtime will do.
    Default(T),
    /// Not knowable before deployment: an unresolved variable, or a matter of how an image will be run. No rule
    /// fires on it. The span is what was written, or the subject.
    Opaque(Span),
}

/// How a value came to the container that it applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// Written on the container itself.
    Here,
    /// Through a YAML alias or merge key; the span is the alias.
    Alias(Span),
    /// From the pod that the container is in.
    Pod,
    /// From the image; the span is what builds or names the image here.
    Image(Span),
    /// From the base image's stage in the same Dockerfile.
    Stage,
}

impl From<yaml::Via> for Via {
    fn from(via: yaml::Via) -> Via {
        match via {
            yaml::Via::Here => Via::Here,
            yaml::Via::Alias(span) => Via::Alias(span),
        }
    }
}

impl<T> Setting<T> {
    /// A value written on the container itself.
    pub fn here(value: T, at: Span) -> Setting<T> {
        Setting::Set { value, at, via: Via::Here }
    }

    /// The value that will apply, written or default; `None` when it is not knowable.
    pub fn known(&self) -> Option<&T> {
        match self {
            Setting::Set { value, .. } | Setting::Default(value) => Some(value),
            Setting::Opaque(_) => None,
        }
    }

    /// The value and its place, when somebody wrote it.
    pub fn written(&self) -> Option<(&T, Span)> {
        match self {
            Setting::Set { value, at, .. } => Some((value, *at)),
            Setting::Default(_) | Setting::Opaque(_) => None,
        }
    }

    /// Whether nobody wrote it.
    pub fn is_default(&self) -> bool {
        matches!(self, Setting::Default(_))
    }

    /// The same setting with another way in which it came; defaults and opaque values stay as they are.
    pub fn via(self, via: Via) -> Setting<T> {
        match self {
            Setting::Set { value, at, .. } => Setting::Set { value, at, via },
            other => other,
        }
    }

    /// The setting with its value converted.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Setting<U> {
        match self {
            Setting::Set { value, at, via } => Setting::Set { value: convert(value), at, via },
            Setting::Default(value) => Setting::Default(convert(value)),
            Setting::Opaque(at) => Setting::Opaque(at),
        }
    }
}

impl Setting<bool> {
    /// The place that switches it on; `None` when it is off, default or unknown.
    pub fn switched_on(&self) -> Option<Span> {
        self.written().filter(|(on, _)| **on).map(|(_, at)| at)
    }
}
