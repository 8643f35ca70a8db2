//! The folder that an image is built from, as far as it is known: which of its files the builder never sees, and what
//! COPY and ADD take from it. Does not look for the folder.

use super::stage::Step;
use crate::source::{SourceId, Span};
use crate::syntax::dockerfile::{Keyword, Word};
use crate::syntax::dockerignore::Dockerignore;
use crate::syntax::value::clean_path;

/// What is known about the folder that a Dockerfile is built from.
#[derive(Debug, Default)]
pub struct BuildContext {
    /// Which of its files the builder does not see.
    pub ignores: Ignores,
    /// Whether it is known to hold the history of a repository, in `.git`.
    pub has_history: bool,
    /// A file with credentials by its name that is known to lie in it, and that git is told to leave out.
    pub private_file: Option<&'static str>,
}

/// What says which files the builder does not see.
#[derive(Debug, Default)]
pub enum Ignores {
    /// Not known.
    #[default]
    Unknown,
    /// Nothing: in none of the folders that it may be built from is there such a file.
    Nothing,
    /// A file beside the Dockerfile, should that be built from its own folder.
    Likely(IgnoreFile),
    /// The file that counts.
    Certain(IgnoreFile),
}

/// A `.dockerignore` file.
#[derive(Debug)]
pub struct IgnoreFile {
    /// Whose text it is.
    pub source: SourceId,
    /// The name of the file.
    pub name: String,
    /// What it says.
    pub patterns: Dockerignore,
}

/// A path of the build context that COPY or ADD takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextPath<'d, 's> {
    /// The word that names it.
    pub word: &'d Word<'s>,
    /// The path from the root of the context, cleaned; `.` is the whole context.
    pub path: String,
}

impl BuildContext {
    /// The pattern that keeps a source of COPY or ADD away from the builder, all of it; `None` when some of it may be
    /// there, or when that is not known.
    pub fn exclusion(&self, source: &ContextPath<'_, '_>) -> Option<Span> {
        let (file, is_certain) = match &self.ignores {
            Ignores::Certain(file) => (file, true),
            Ignores::Likely(file) => (file, false),
            Ignores::Unknown | Ignores::Nothing => return None,
        };
        // A file that keeps everything out is of no use to an image that is built from there, whatever else is known.
        let pattern = match source.is_whole() {
            true => file.patterns.excludes_everything(),
            false if is_certain => file.patterns.excludes(source.literal()?),
            false => None,
        }?;
        Some(Span::at(file.source, pattern.range.clone()))
    }

    /// Whether a path may be kept away from the builder; true when that is not known.
    pub fn may_exclude(&self, path: &str) -> bool {
        match &self.ignores {
            Ignores::Unknown => true,
            Ignores::Nothing => false,
            Ignores::Likely(file) | Ignores::Certain(file) => file.patterns.is_ignored(path),
        }
    }

    /// The file that says what the builder does not see.
    pub fn ignore_file(&self) -> Option<&IgnoreFile> {
        match &self.ignores {
            Ignores::Likely(file) | Ignores::Certain(file) => Some(file),
            Ignores::Unknown | Ignores::Nothing => None,
        }
    }
}

impl ContextPath<'_, '_> {
    /// Whether it stands for all files of the context.
    pub fn is_whole(&self) -> bool {
        matches!(self.path.as_str(), "." | "*" | "**")
    }

    /// The path up to its first part with a wildcard; `None` when nothing is left or it is the whole context.
    pub fn literal(&self) -> Option<&str> {
        let is_open = |part: &str| part.contains(['*', '?', '[', '\\']);
        let mut end = 0;
        for part in self.path.split('/') {
            if is_open(part) {
                break;
            }
            end += part.len() + 1;
        }
        self.path.get(..end.saturating_sub(1)).filter(|path| !path.is_empty() && *path != ".")
    }

    /// Whether the path has no wildcard.
    pub fn is_literal(&self) -> bool {
        self.literal() == Some(&self.path)
    }
}

impl<'s> Step<'s> {
    /// What a COPY or ADD of this stage takes from the build context; sources that are not known are left out.
    pub fn context_paths(&self) -> Vec<ContextPath<'_, 's>> {
        let is_copy = self.is(Keyword::Copy) || self.is(Keyword::Add);
        if !is_copy || self.instruction.flag("from").is_some() {
            return Vec::new();
        }
        let Some((sources, _)) = self.paths() else { return Vec::new() };
        let known = |(index, word)| {
            let path = self.resolved(index).known().filter(|path| is_local(path))?;
            let path = clean_path(&format!("/{path}"));
            let path = path.trim_start_matches('/');
            Some(ContextPath { word, path: if path.is_empty() { ".".to_owned() } else { path.to_owned() } })
        };
        sources.iter().enumerate().filter_map(known).collect()
    }
}

/// Whether a source is a path on Linux, not a heredoc, an address or a repository.
fn is_local(source: &str) -> bool {
    let is_address = || source.contains("://") || source.starts_with("git@") || source.contains(".git#");
    let is_repository =
        || source.starts_with("github.com/") && source.trim_end_matches('/').ends_with(".git");
    !source.is_empty()
        && !source.starts_with("<<")
        && !source.contains('\\')
        && !is_address()
        && !is_repository()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dockerfile::Dockerfile;
    use crate::syntax::{Limits, dockerfile::parse};

    fn paths(copy: &str) -> Vec<(String, Option<String>)> {
        let text = format!("FROM a\nARG X\nARG Y=y\n{copy}\n");
        let limits = Limits::default();
        let file = Dockerfile::new(parse(SourceId(0), &text, &limits), &limits);
        let paths = file.steps().flat_map(Step::context_paths);
        paths.map(|path| (path.path.clone(), path.literal().map(str::to_owned))).collect()
    }

    fn one(copy: &str) -> (String, Option<String>) {
        paths(copy).into_iter().next().unwrap_or_default()
    }

    #[test]
    fn sources_are_paths_from_the_root_of_the_context() {
        for (copy, path, literal) in [
            ("COPY ./a/../b/ /x", "b", Some("b")),
            ("COPY /a/b /x", "a/b", Some("a/b")),
            ("COPY ../a /x", "a", Some("a")),
            ("COPY . /x", ".", None),
            ("ADD / /x", ".", None),
            ("COPY ./* /x", "*", None),
            ("COPY a/*.js /x", "a/*.js", Some("a")),
            ("COPY a/b?/c /x", "a/b?/c", Some("a")),
            ("COPY $Y/z /x", "y/z", Some("y/z")),
        ] {
            assert_eq!(one(copy), (path.to_owned(), literal.map(str::to_owned)), "{copy}");
        }
    }

    #[test]
    fn what_is_no_path_of_the_context_is_left_out() {
        for copy in [
            "COPY --from=b a /x",
            "COPY $X /x",
            "COPY $X/a /x",
            "ADD https://example.com/a /x",
            "ADD git@github.com:a/b.git /x",
            "ADD https://github.com/a/b.git#v1 /x",
            "COPY <<EOF /x\nEOF",
            "ONBUILD COPY a /x",
            "COPY a\\\\b /x",
            "RUN a",
        ] {
            assert_eq!(paths(copy), [], "{copy}");
        }
        assert_eq!(paths("COPY $X a b /x/").len(), 2);
    }
}
