//! Writes fixed files or shows what would change. What to change is decided by the engine.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::diff::{Diff, unified};
use super::disk::Disk;
use super::signals::Hold;
use crate::discover::reason;
use crate::emit::counted;
use crate::engine::{Notice, NoticeKind, Report, Workspace};
use crate::finding::Safety;
use crate::source::{Encoding, Files, Source};

/// What came of fixing.
#[derive(Default)]
pub(super) struct Outcome {
    /// The files that were written, and how many findings were fixed in each.
    pub(super) written: Vec<(PathBuf, usize)>,
    /// What standard input became, and how many findings were fixed in it.
    pub(super) filtered: Option<(Vec<u8>, usize)>,
    /// The diff, when it was asked for.
    pub(super) shown: String,
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
    let files = workspace.fix(report, safety);
    let hold = (!diff).then(Hold::new);
    for file in files {
        if let Some(hold) = &hold {
            hold.obey();
        }
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
                let on_terminal = std::io::stdout().is_terminal();
                let Diff { text, left_out } =
                    unified(&file.source, &fixed.text, &report.secrets, on_terminal);
                outcome.shown.push_str(&text);
                outcome.notices.extend((left_out > 0).then(|| Notice {
                    path: path.clone(),
                    line: None,
                    kind: NoticeKind::Note,
                    text: not_shown(left_out),
                }));
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

/// What is said about changes that a diff does not show.
fn not_shown(count: usize) -> String {
    let changes = counted(count, "change");
    format!(
        "{changes} not shown in the diff, beside secrets or characters that cannot be printed (--fix makes them)"
    )
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
    disk.roots.hold(path)?;
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
