//! What a user asks of the labels of images. Does not know how the values of a kind look.

/// The labels that images have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelSchema {
    /// Labels that every image has.
    pub required: Vec<(String, LabelKind)>,
    /// Labels that an image may have.
    pub optional: Vec<(String, LabelKind)>,
    /// Whether an image may have no other labels.
    pub strict: bool,
}

/// What the value of a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// Anything.
    Text,
    /// An address.
    Url,
    /// A version as Semantic Versioning has it.
    Semver,
    /// A hash of a commit.
    Hash,
    /// A date and time of RFC 3339.
    Rfc3339,
    /// An expression of SPDX licences.
    Spdx,
    /// An address of mail.
    Email,
}

impl LabelKind {
    /// All kinds.
    pub const ALL: [LabelKind; 7] = [
        LabelKind::Text,
        LabelKind::Url,
        LabelKind::Semver,
        LabelKind::Hash,
        LabelKind::Rfc3339,
        LabelKind::Spdx,
        LabelKind::Email,
    ];

    /// The word used in configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            LabelKind::Text => "text",
            LabelKind::Url => "url",
            LabelKind::Semver => "semver",
            LabelKind::Hash => "hash",
            LabelKind::Rfc3339 => "rfc3339",
            LabelKind::Spdx => "spdx",
            LabelKind::Email => "email",
        }
    }

    /// The kind of a word; `None` for any other word.
    pub fn parse(word: &str) -> Option<LabelKind> {
        LabelKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl LabelSchema {
    /// Nothing asked.
    pub const NONE: LabelSchema = LabelSchema { required: Vec::new(), optional: Vec::new(), strict: false };

    /// The names and kinds of all labels that are described.
    pub fn known(&self) -> impl Iterator<Item = (&str, LabelKind)> {
        self.required.iter().chain(&self.optional).map(|(name, kind)| (name.as_str(), *kind))
    }

    /// The kind of a label.
    pub fn kind(&self, name: &str) -> Option<LabelKind> {
        self.known().find(|(known, _)| *known == name).map(|(_, kind)| kind)
    }
}
