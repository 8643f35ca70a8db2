//! Files on disk, opened so that nothing that bears a file's name can hang or flood the run. Does not decode.

use crate::cli::limits::FIFO_DEADLINE;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, Instant};

use super::roots::Roots;
use crate::discover::reason;
use crate::source::limits::MAX_NAMES;
use crate::source::{Files, ReadError};

/// The file system below some roots.
pub(super) struct Disk {
    /// Files larger than this are not read.
    pub(super) max_file_size: u64,
    /// What links and references may not lead out of.
    pub(super) roots: Roots,
}

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let link = fs::symlink_metadata(path).map_err(|error| explain(&error))?;
        let is_descriptor = path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd");
        if link.is_symlink() && !is_descriptor {
            self.inside(path)?;
        }
        self.read_open(path)
    }

    fn read_referred(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        // Most of what is referred to is not there, which one look tells.
        let metadata = fs::metadata(path).map_err(|error| explain(&error))?;
        self.inside(path)?;
        if !metadata.is_file() {
            return Err(ReadError::NotRegular("something else"));
        }
        self.read_open(path)
    }

    fn exists(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok() && self.inside(path).is_ok()
    }

    fn list(&self, folder: &Path) -> Result<Vec<String>, ReadError> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        self.inside(folder)?;
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| explain(&error))? {
            if names.len() == MAX_NAMES {
                return Err(ReadError::TooLarge(MAX_NAMES as u64));
            }
            let entry = entry.map_err(|error| explain(&error))?;
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
        Ok(names)
    }
}

impl Disk {
    /// Whether a path leads to something inside a root.
    fn inside(&self, path: &Path) -> Result<(), ReadError> {
        match self.roots.contain(path) {
            Ok(true) => Ok(()),
            Ok(false) => Err(ReadError::Outside),
            Err(error) => Err(explain(&error)),
        }
    }

    fn read_open(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let file = open(path).map_err(|error| explain(&error))?;
        let metadata = file.metadata().map_err(|error| explain(&error))?;
        if metadata.is_dir() {
            return Err(ReadError::NotRegular("a folder"));
        }
        if metadata.is_file() {
            if metadata.len() > self.max_file_size {
                return Err(ReadError::TooLarge(self.max_file_size));
            }
            return self.read_all(file, Duration::ZERO, metadata.len());
        }
        match special(&metadata) {
            None => self.read_all(file, FIFO_DEADLINE, 0),
            Some(what) => Err(ReadError::NotRegular(what)),
        }
    }

    /// Reads to the end, but never more than the limit. `patience` is how long to wait for a writer.
    fn read_all(&self, mut file: File, patience: Duration, size: u64) -> Result<Vec<u8>, ReadError> {
        let deadline = Instant::now() + patience;
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        loop {
            let left = self.max_file_size + 1 - bytes.len() as u64;
            match Read::by_ref(&mut file).take(left).read_to_end(&mut bytes) {
                Ok(_) if bytes.len() as u64 > self.max_file_size => {
                    return Err(ReadError::TooLarge(self.max_file_size));
                }
                Ok(_) if bytes.is_empty() && !patience.is_zero() => {
                    return Err(ReadError::Io("nobody writes to it".into()));
                }
                Ok(_) => return Ok(bytes),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    return Err(ReadError::Io("its writer took too long".into()));
                }
                Err(error) => return Err(explain(&error)),
            }
        }
    }
}

/// Opens without waiting for a writer and without becoming a terminal's owner.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    fs::OpenOptions::new().read(true).custom_flags(flags.bits() as i32).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// What a file is that is neither regular nor a folder; `None` for a FIFO, which can be read.
#[cfg(unix)]
fn special(metadata: &fs::Metadata) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    if kind.is_fifo() {
        None
    } else if kind.is_socket() {
        Some("a socket")
    } else {
        Some("a device")
    }
}

#[cfg(not(unix))]
fn special(_metadata: &fs::Metadata) -> Option<&'static str> {
    Some("something else")
}

/// The error of the system in our words where it has some.
fn explain(error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::Missing,
        _ => ReadError::Io(reason(error)),
    }
}
