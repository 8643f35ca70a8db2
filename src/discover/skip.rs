//! Why something is left out on purpose, and how that is counted. Leaves nothing out itself.

/// Why a file or folder is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skip {
    /// A template: it becomes YAML when it is rendered.
    Template,
    /// It cannot be parsed, and the rule that says so does not run.
    Broken,
    /// A file that `.gitignore` or `.ignore` names.
    IgnoredFile,
    /// A folder that `.gitignore` or `.ignore` names, or one of dependencies.
    IgnoredFolder,
    /// A file that the configuration excludes.
    ExcludedFile,
    /// A folder that the configuration excludes.
    ExcludedFolder,
    /// A link to a folder, to nothing, or out of the folder that is checked.
    Link,
    /// It cannot be read, or is no text, and nothing says that it is of a format that is linted.
    Unreadable,
}

impl Skip {
    /// All reasons, in the order in which they are counted.
    pub const ALL: [Skip; 8] = [
        Skip::Template,
        Skip::Broken,
        Skip::IgnoredFile,
        Skip::IgnoredFolder,
        Skip::ExcludedFile,
        Skip::ExcludedFolder,
        Skip::Link,
        Skip::Unreadable,
    ];

    /// What one of them is called; an `s` makes several.
    pub const fn noun(self) -> &'static str {
        match self {
            Skip::Template => "template",
            Skip::Broken => "broken file",
            Skip::IgnoredFile => "ignored file",
            Skip::IgnoredFolder => "ignored folder",
            Skip::ExcludedFile => "excluded file",
            Skip::ExcludedFolder => "excluded folder",
            Skip::Link => "link",
            Skip::Unreadable => "unreadable file",
        }
    }

    /// The word that programs get.
    pub const fn as_str(self) -> &'static str {
        match self {
            Skip::Template => "template",
            Skip::Broken => "broken",
            Skip::IgnoredFile => "ignored-file",
            Skip::IgnoredFolder => "ignored-folder",
            Skip::ExcludedFile => "excluded-file",
            Skip::ExcludedFolder => "excluded-folder",
            Skip::Link => "link",
            Skip::Unreadable => "unreadable",
        }
    }
}
