//! A setting with its provenance. Has no default of its own: adapters say what their format does.

use std::fmt;

use crate::model::compose::Step;
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
    /// Whatever it is, it changes nothing. No rule fires on it.
    Moot {
        /// What takes its effect from it.
        by: MootBy,
        /// The token that says so.
        at: Span,
    },
}

/// What takes the effect from other settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MootBy {
    /// A privileged container has every capability, and gains no privilege that it lacks.
    Privileged,
    /// Settings of Linux mean nothing on Windows.
    Windows,
    /// Root of a user namespace is an ordinary user of the host.
    UserNamespace,
    /// What lives for a test of a chart only needs no hardening and no limits.
    Test,
}

impl fmt::Display for MootBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            MootBy::Privileged => "has no effect: it is privileged",
            MootBy::Windows => "has no effect: it runs on Windows",
            MootBy::Test => "is not asked of a test",
            MootBy::UserNamespace => "has no effect on the host: its users are not those of the host",
        })
    }
}

/// How a value came to the container that it applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// Written on the container itself.
    Here,
    /// Through a YAML alias or merge key; the span is the alias.
    Alias(Span),
    /// Through `extends` of Compose; the span is what names the service.
    Extends(Span),
    /// Through `include` of Compose; the span is what names the file.
    Include(Span),
    /// From a later document or file of a Compose project; the span is its first token.
    Override(Span),
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

impl From<Option<Step>> for Via {
    fn from(step: Option<Step>) -> Via {
        match step {
            None | Some(Step::Implied(_)) => Via::Here,
            Some(Step::Alias(span)) => Via::Alias(span),
            Some(Step::Extends(span)) => Via::Extends(span),
            Some(Step::Include(span)) => Via::Include(span),
            Some(Step::Document(span) | Step::Override(span)) => Via::Override(span),
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
            Setting::Opaque(_) | Setting::Moot { .. } => None,
        }
    }

    /// The value and its place, when somebody wrote it.
    pub fn written(&self) -> Option<(&T, Span)> {
        match self {
            Setting::Set { value, at, .. } => Some((value, *at)),
            Setting::Default(_) | Setting::Opaque(_) | Setting::Moot { .. } => None,
        }
    }

    /// Whether nobody wrote it.
    pub fn is_default(&self) -> bool {
        matches!(self, Setting::Default(_))
    }

    /// The same setting with another way in which it came; all others stay as they are.
    pub fn via(self, via: Via) -> Setting<T> {
        match self {
            Setting::Set { value, at, .. } => Setting::Set { value, at, via },
            other => other,
        }
    }

    /// The same setting with its places looked up elsewhere.
    pub fn placed(self, place: impl Fn(Span) -> Span) -> Setting<T> {
        match self {
            Setting::Set { value, at, via } => Setting::Set { value, at: place(at), via },
            Setting::Default(value) => Setting::Default(value),
            Setting::Opaque(at) => Setting::Opaque(place(at)),
            Setting::Moot { by, at } => Setting::Moot { by, at: place(at) },
        }
    }

    /// The setting with its value converted.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Setting<U> {
        match self {
            Setting::Set { value, at, via } => Setting::Set { value: convert(value), at, via },
            Setting::Default(value) => Setting::Default(convert(value)),
            Setting::Opaque(at) => Setting::Opaque(at),
            Setting::Moot { by, at } => Setting::Moot { by, at },
        }
    }

    /// The same setting with its value borrowed.
    pub fn as_ref(&self) -> Setting<&T> {
        match self {
            Setting::Set { value, at, via } => Setting::Set { value, at: *at, via: *via },
            Setting::Default(value) => Setting::Default(value),
            Setting::Opaque(at) => Setting::Opaque(*at),
            Setting::Moot { by, at } => Setting::Moot { by: *by, at: *at },
        }
    }

    /// This setting, but when nobody wrote it, another file may have: the place says which object is a part.
    pub fn unless_absent(self, part: Option<Span>) -> Setting<T> {
        match (self, part) {
            (Setting::Default(_), Some(at)) => Setting::Opaque(at),
            (setting, _) => setting,
        }
    }

    /// This setting, but when nobody wrote it, it does not matter for the given reason.
    pub fn unless_excused(self, reason: Option<(MootBy, Span)>) -> Setting<T> {
        match self {
            Setting::Default(_) => self.unless_moot(reason),
            setting => setting,
        }
    }

    /// This setting, unless it has no effect for the given reason.
    pub fn unless_moot(self, reason: Option<(MootBy, Span)>) -> Setting<T> {
        reason.map_or(self, |(by, at)| Setting::Moot { by, at })
    }
}

impl Setting<bool> {
    /// The place that switches it on; `None` when it is off, default or unknown.
    pub fn switched_on(&self) -> Option<Span> {
        self.written().filter(|(on, _)| **on).map(|(_, at)| at)
    }
}
