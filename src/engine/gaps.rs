//! What is said about the parts of a Compose project that could not be looked at. Loads nothing.

use super::report::{Notice, NoticeKind};
use crate::model::compose::{Composition, Unread};
use crate::source::Source;

/// The notices about a project whose entry file is `source`.
pub(super) fn notices(source: &Source, composition: &Composition<'_>) -> Vec<Notice> {
    let notice = |line: Option<u32>, kind: NoticeKind, text: String| Notice {
        path: source.path.clone(),
        line,
        kind,
        text,
    };
    let mut out: Vec<Notice> = composition
        .gaps
        .iter()
        .map(|gap| {
            let line = (gap.at.source == source.id).then(|| source.line(gap.at.start));
            let (kind, why) = match gap.why {
                Unread::Missing => (NoticeKind::NotChecked, "there is no such file"),
                Unread::Outside => (NoticeKind::NotChecked, "it lies outside the folder that is checked"),
                Unread::Limit => (
                    NoticeKind::NotChecked,
                    "the project has too many files, documents or services that extend each other",
                ),
                Unread::Unreadable => (NoticeKind::NotChecked, "it could not be read"),
                Unread::Remote => (NoticeKind::Note, "it is at a remote address"),
                Unread::Unknown => (NoticeKind::Note, "its name hangs on a variable"),
            };
            notice(line, kind, format!("`{}` of the project was not read: {why}", gap.name))
        })
        .collect();
    if composition.is_cut() {
        out.push(notice(None, NoticeKind::NotChecked, "the merged project is too large".to_owned()));
    }
    out
}
