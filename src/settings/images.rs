//! What a user knows about images of their own. Does not know what follows from it.

/// An image that no table knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnImage {
    /// Its name, with or without a tag; `*` stands for anything.
    pub name: String,
    /// The public image whose distribution, tools and end of life it shares.
    pub like: Option<String>,
    /// Whom its processes run as.
    pub user: Option<String>,
}
