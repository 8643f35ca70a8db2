//! Where things are, as reports say it: paths relative to the repository, URIs, and regions of one line.
//!
//! Touches no file system: what is a link or a folder is the caller's to know.

use std::path::{Component, Path, PathBuf};

use super::Style;
use crate::source::{Position, Source, Span};

/// The path of a file as reports name it: relative to the root of the repository when it lies there, else as it was
/// named.
pub(super) fn relative(path: &Path, style: &Style) -> PathBuf {
    match inside(path, style) {
        Some(relative) => relative,
        None => path.strip_prefix(".").unwrap_or(path).to_path_buf(),
    }
}

/// A path below the root; `None` when there is no root or the path leads out of it.
fn inside(path: &Path, style: &Style) -> Option<PathBuf> {
    let root = style.root.as_deref()?;
    let absolute = clean(&style.working_directory.as_deref().unwrap_or(root).join(path));
    absolute.strip_prefix(clean(root)).ok().map(Path::to_path_buf)
}

/// A path without `.` and without `..` where a name stands before it.
fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(clean.components().next_back(), Some(Component::Normal(_))) => {
                clean.pop();
            }
            Component::ParentDir if clean.has_root() => {}
            _ => clean.push(component),
        }
    }
    clean
}

/// A file as a SARIF artifact location: a URI, and whether it is relative to the root of the repository.
pub(super) fn uri(path: &Path, style: &Style) -> (String, bool) {
    let relative = match inside(path, style) {
        Some(relative) => relative,
        None => clean(&style.working_directory.as_deref().unwrap_or(Path::new("")).join(path)),
    };
    let mut uri = String::from(if relative.has_root() { "file://" } else { "" });
    for component in relative.components() {
        let segment = component.as_os_str().as_encoded_bytes();
        match component {
            Component::RootDir => continue,
            Component::Prefix(_) => {
                uri.push('/');
                uri.push_str(&String::from_utf8_lossy(segment).replace('\\', "/"));
                continue;
            }
            _ => {}
        }
        if !uri.is_empty() {
            uri.push('/');
        }
        for &byte in segment {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                uri.push(char::from(byte));
            } else {
                uri.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    (uri, !relative.has_root())
}

/// The first and the last position of a span, cut to its first line; an empty span is given the character after it,
/// if the line has one.
pub(super) fn region(source: &Source, span: Span) -> (Position, Position) {
    let start = source.position(span.start);
    let line_start = source.lines().start(start.line).unwrap_or(0) as usize;
    let line_end = line_start + source.lines().text(&source.text, start.line).len();
    let mut end = (span.end as usize).min(line_end);
    if span.is_empty() {
        let after = source.text.get(end..line_end).and_then(|rest| rest.chars().next());
        end += after.map_or(0, char::len_utf8);
    }
    let mut last = source.position(end as u32);
    if (last.line, last.byte) < (start.line, start.byte) {
        last = start;
    }
    (start, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn style(root: &str, working_directory: &str) -> Style {
        Style {
            root: Some(PathBuf::from(root)),
            working_directory: Some(PathBuf::from(working_directory)),
            ..Style::default()
        }
    }

    #[test]
    fn uris_are_relative_to_the_root_and_not_to_the_working_directory() {
        let style = style("/repo", "/repo/deploy");
        assert_eq!(
            uri(Path::new("./a b/c#%:d.yaml"), &style),
            ("deploy/a%20b/c%23%25%3Ad.yaml".into(), true)
        );
        assert_eq!(uri(Path::new("../Dockerfile"), &style), ("Dockerfile".into(), true));
        assert_eq!(uri(Path::new("/repo/x"), &style), ("x".into(), true));
        assert_eq!(uri(Path::new("/else where/x"), &style), ("file:///else%20where/x".into(), false));
        assert_eq!(relative(Path::new("../../else/x"), &style), Path::new("../../else/x"));
    }

    #[cfg(unix)]
    #[test]
    fn bytes_of_names_that_are_not_utf8_are_kept() {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.yaml");
        assert_eq!(uri(Path::new(name), &Style::default()), ("caf%E9.yaml".into(), true));
    }

    #[test]
    fn regions_end_on_their_first_line_and_are_not_empty_when_they_need_not_be() {
        let id = SourceId(0);
        let source = Source::from_text(id, "a", "ab\u{1f433}\ncd");
        let columns = |start, end| {
            let (start, end) = region(&source, Span::new(id, start, end));
            (start.line, start.utf16, end.line, end.utf16)
        };
        assert_eq!(columns(1, 9), (1, 2, 1, 5));
        assert_eq!(columns(0, 0), (1, 1, 1, 2));
        assert_eq!(columns(9, 9), (2, 3, 2, 3));
    }
}
