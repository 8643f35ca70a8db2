//! The parser directives at the top of a Dockerfile. Knows no rule.

use super::Dockerfile;
use crate::syntax::dockerfile::Comment;

/// The comments at the top of the file that are directives.
pub fn leading<'f>(file: &'f Dockerfile<'_>) -> &'f [Comment] {
    let is_directive =
        |comment: &&Comment| file.directives.iter().any(|directive| directive.span == comment.span);
    let count = file.comments.iter().take(8).take_while(is_directive).count();
    file.comments.get(..count).unwrap_or(&[])
}

/// A comment of the form `# name=value`.
pub fn directive(comment: &str) -> Option<(&str, &str)> {
    let (name, value) = comment.strip_prefix('#')?.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    (!value.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some((name, value))
}
