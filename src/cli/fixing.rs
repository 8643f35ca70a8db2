//! Writes fixed files or shows what would change. What to change is decided by the engine.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::disk::{Disk, stays_inside};
use crate::discover::reason;
use crate::engine::{Notice, NoticeKind, Report, Workspace};
use crate::finding::Safety;
use crate::source::{Encoding, Files, Shown, Source, SourceId, Span, shown};

/// What came of fixing.
#[derive(Default)]
pub(super) struct Outcome {
    /// The files that were written, and how many findings were fixed in each.
    pub(super) written: Vec<(PathBuf, usize)>,
    /// What standard input became, and how many findings were fixed in it.
    pub(super) filtered: Option<(Vec<u8>, usize)>,
    /// The diff, when it was asked for.
    pub(super) shown: Vec<u8>,
    /// How many findings it would fix.
    pub(super) pending: usize,
    /// Files that could not be fixed.
    pub(super) notices: Vec<Notice>,
}

/// Fixes the files of a report, or only shows how. What came from standard input, whose name is `stdin`, is on no disk.
pub(super) fn run(
    report: &Report,
    (safety, diff): (Safety, bool),
    stdin: Option<&Path>,
    disk: &Disk,
    workspace: &Workspace<'_>,
) -> Outcome {
    let mut outcome = Outcome::default();
    for file in workspace.fix(report, safety) {
        let path = &file.source.path;
        if let Ok(fixed) = &file.result {
            outcome.notices.extend(fixed.left_out.iter().map(|text| Notice {
                path: path.clone(),
                line: None,
                kind: NoticeKind::Note,
                text: text.clone(),
            }));
        }
        let result = match file.result {
            // Every fix was left out.
            Ok(fixed) if fixed.count == 0 => Ok(()),
            Ok(fixed) if diff => {
                outcome.pending += fixed.count;
                outcome.shown.extend(unified(&file.source, &fixed.text, &secrets(report, file.source.id)));
                Ok(())
            }
            Ok(fixed) if stdin == Some(path) => {
                outcome.filtered = Some((encode(&file.source, &fixed.text), fixed.count));
                Ok(())
            }
            Ok(fixed) => write(path, &file.source, &fixed.text, disk)
                .map(|()| outcome.written.push((path.clone(), fixed.count))),
            Err(reason) => {
                // Nothing was promised for a file that is broken anyway: its errors are in the report.
                let text = format!("it was not fixed: {reason}");
                outcome.notices.push(Notice { path: path.clone(), line: None, kind: NoticeKind::Note, text });
                Ok(())
            }
        };
        if let Err(text) = result {
            let kind = NoticeKind::NotChecked;
            outcome.notices.push(Notice {
                path: path.clone(),
                line: None,
                kind,
                text: format!("it was not fixed: {text}"),
            });
        }
    }
    outcome
}

/// Replaces a file as a whole, or leaves it as it is.
fn write(path: &Path, source: &Source, text: &str, disk: &Disk) -> Result<(), String> {
    let metadata = fs::symlink_metadata(path).map_err(|error| reason(&error))?;
    if !metadata.is_file() {
        return Err("it is a link: fix the file that it leads to".into());
    }
    if links(&metadata) > 1 {
        return Err("it has several names (hard links)".into());
    }
    if metadata.permissions().readonly() {
        return Err("it is read-only".into());
    }
    let before = encode(source, &source.text);
    let is_as_before = || match disk.read(path).map_err(|error| error.to_string())? == before {
        true => Ok(()),
        false => Err("it changed while it was checked".to_owned()),
    };
    is_as_before()?;
    stays_inside(path, &disk.root)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| reason(&error);
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(&encode(source, text)).map_err(failed)?;
    fs::set_permissions(file.path(), metadata.permissions()).map_err(failed)?;
    keep_owner(file.path(), &metadata)?;
    file.as_file().sync_all().map_err(failed)?;
    // The last moment before the old text is gone.
    is_as_before()?;
    file.persist(path).map(|_| ()).map_err(|error| reason(&error.error))
}

/// The bytes of a text in the encoding that its file had.
fn encode(source: &Source, text: &str) -> Vec<u8> {
    let bom: &[u8] = if source.encoding == Encoding::Utf8Bom { b"\xef\xbb\xbf" } else { b"" };
    [bom, text.as_bytes()].concat()
}

/// Gives a new file the owner and the group of the one that it replaces.
#[cfg(unix)]
fn keep_owner(path: &Path, of: &fs::Metadata) -> Result<(), String> {
    use std::os::unix::fs::{MetadataExt, chown};
    let own = fs::metadata(path).map_err(|error| reason(&error))?;
    if (own.uid(), own.gid()) == (of.uid(), of.gid()) {
        return Ok(());
    }
    chown(path, Some(of.uid()), Some(of.gid())).map_err(|_| "its owner cannot be kept".to_owned())?;
    // A change of owner takes setuid bits away.
    fs::set_permissions(path, of.permissions()).map_err(|error| reason(&error))
}

#[cfg(not(unix))]
fn keep_owner(_path: &Path, _of: &fs::Metadata) -> Result<(), String> {
    Ok(())
}

#[cfg(unix)]
fn links(metadata: &fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    metadata.nlink()
}

#[cfg(not(unix))]
fn links(_metadata: &fs::Metadata) -> u64 {
    1
}

/// The places in a file whose text no report may show.
fn secrets(report: &Report, source: SourceId) -> Vec<Span> {
    let suppressed = report.suppressed.iter().map(|suppressed| &suppressed.finding);
    let spans = report.findings.iter().chain(suppressed).flat_map(|finding| finding.redact.iter().copied());
    spans.filter(|span| span.source == source).collect()
}

/// The change as a unified diff; control characters of the file are shown, not sent, and secrets are masked.
fn unified(source: &Source, text: &str, secrets: &[Span]) -> Vec<u8> {
    let name = Shown::path(&source.path);
    let diff = TextDiff::from_lines(source.text.as_str(), text);
    let diff =
        diff.unified_diff().context_radius(3).header(&format!("a/{name}"), &format!("b/{name}")).to_string();
    // The lines that hold a part of a secret, with those parts.
    let mut parts: HashMap<&str, Vec<&str>> = HashMap::new();
    for span in secrets {
        for (number, part) in (source.line(span.start)..).zip(source.slice(*span).lines()) {
            let line = source.lines().text(&source.text, number);
            parts.entry(line).or_default().push(part.trim());
        }
    }
    let mut known: Vec<&str> = parts.values().flatten().copied().collect();
    known.sort_unstable();
    known.dedup();
    let lines = diff.lines().map(|line| {
        let line = line.trim_end_matches('\r');
        let body = line.get(1..).unwrap_or("");
        // A line that a fix wrote is like none of the file.
        let inside = if line.starts_with('+') { Some(&known) } else { parts.get(body) };
        let mut masked = line.to_owned();
        for part in inside.into_iter().flatten().filter(|part| !part.is_empty()) {
            masked = masked.replace(part, "****");
        }
        format!("{}\n", shown(&masked))
    });
    lines.collect::<String>().into_bytes()
}
