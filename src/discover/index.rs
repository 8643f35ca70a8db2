//! The paths in the index of a git repository: what is tracked, whatever ignore files say. Reads nothing else of it.
//!
//! The format is that of gitformat-index(5), versions 2 to 4.

use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::limits::MAX_INDEX;

/// Bytes of an entry before the name of its object: times, device, inode, mode, owner and size.
const STAT: usize = 40;
/// Where the mode stands in them.
const MODE: usize = 24;
/// The flag of an entry that has more flags.
const EXTENDED: u16 = 0x4000;
/// Bytes of an object's name, in SHA-1 and in SHA-256.
const HASHES: [usize; 2] = [20, 32];

/// The paths that a repository tracks, relative to its root. None when there is no index that can be read: the
/// repository of a linked worktree or a submodule lies elsewhere.
pub(super) fn tracked(root: &Path) -> Vec<PathBuf> {
    let path = root.join(".git/index");
    let is_link = |path: &Path| fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    let is_index = fs::symlink_metadata(&path).is_ok_and(|metadata| {
        metadata.is_file() && metadata.len() <= MAX_INDEX && !is_link(&root.join(".git"))
    });
    let mut bytes = Vec::new();
    let read = |bytes: &mut Vec<u8>| fs::File::open(&path)?.take(MAX_INDEX).read_to_end(bytes);
    if !is_index || read(&mut bytes).is_err() {
        return Vec::new();
    }
    HASHES.iter().find_map(|hash| paths(&bytes, *hash)).unwrap_or_default()
}

/// The paths of an index whose objects have names of so many bytes; `None` when it is no such index.
fn paths(bytes: &[u8], hash: usize) -> Option<Vec<PathBuf>> {
    let (header, mut rest) = bytes.split_at_checked(12)?;
    let version = number(header.get(4..8)?)?;
    if !header.starts_with(b"DIRC") || !(2..=4).contains(&version) {
        return None;
    }
    let count = number(header.get(8..12)?)?;
    let mut name: Vec<u8> = Vec::new();
    let mut out = Vec::new();
    for _ in 0..count {
        let entry = rest;
        let kind = number(rest.get(MODE..MODE + 4)?)? >> 12;
        if !matches!(kind, 0o4 | 0o10 | 0o12 | 0o16) {
            return None;
        }
        let flags = rest.get(STAT + hash..STAT + hash + 2)?;
        let has_more = version > 2 && u16::from_be_bytes(flags.try_into().ok()?) & EXTENDED != 0;
        rest = rest.get(STAT + hash + if has_more { 4 } else { 2 }..)?;
        if version == 4 {
            // The path repeats the one before it, but for so many bytes of its end.
            name.truncate(name.len().checked_sub(varint(&mut rest)?)?);
        } else {
            name.clear();
        }
        let end = memchr::memchr(0, rest)?;
        name.extend_from_slice(rest.get(..end)?);
        rest = rest.get(end + 1..)?;
        if version < 4 {
            // Entries are filled up to a multiple of eight bytes.
            let length = entry.len() - rest.len();
            rest = rest.get(length.next_multiple_of(8) - length..)?;
        }
        out.push(PathBuf::from(os_string(&name)));
    }
    Some(out)
}

fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

/// A number of variable length, as offsets in packs are written.
fn varint(rest: &mut &[u8]) -> Option<usize> {
    let mut value = 0_usize;
    loop {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        value = value.checked_mul(128)?.checked_add(usize::from(byte & 0x7f))?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
        value = value.checked_add(1)?;
    }
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An index with two entries, as git writes it.
    fn index(version: u32, hash: usize, names: &[&[u8]]) -> Vec<u8> {
        let mut out =
            [b"DIRC".as_slice(), &version.to_be_bytes(), &(names.len() as u32).to_be_bytes()].concat();
        for name in names {
            let start = out.len();
            out.extend([0; MODE]);
            out.extend(0o100_644_u32.to_be_bytes());
            out.resize(start + STAT + hash + 2, 0);
            out.extend_from_slice(name);
            out.push(0);
            if version < 4 {
                out.resize(start + (out.len() - start).next_multiple_of(8), 0);
            }
        }
        out.extend(vec![0xff; hash]);
        out
    }

    #[test]
    fn paths_are_read_from_every_version_and_hash() {
        let expected = Some(vec![PathBuf::from("a/Dockerfile"), PathBuf::from("a/Dockerfile.dev")]);
        for hash in HASHES {
            assert_eq!(paths(&index(2, hash, &[b"a/Dockerfile", b"a/Dockerfile.dev"]), hash), expected);
            assert_eq!(paths(&index(4, hash, &[b"\0a/Dockerfile", b"\0.dev"]), hash), expected);
        }
        for bytes in [&b"DIRC"[..], b"", &index(2, 20, &[b"a"])[..40], &index(5, 20, &[])] {
            assert_eq!(paths(bytes, 20), None);
        }
    }
}
