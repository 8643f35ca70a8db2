//! Volumes in one line and the options of mounts, as Docker and Compose read them. Does not resolve paths.

use std::ops::Range;

/// The fields of Compose's `SOURCE:TARGET:OPTIONS`, as ranges: split at colons that are neither inside `${…}` nor
/// after a drive letter. `None` when there are more than three fields or one is empty.
pub fn volume_fields(spec: &str) -> Option<Vec<Range<usize>>> {
    let bytes = spec.as_bytes();
    let (mut fields, mut start, mut depth) = (Vec::new(), 0, 0u32);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' if depth > 0 || at > 0 && bytes.get(at - 1) == Some(&b'$') => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 && !is_drive(bytes, start, at) => {
                fields.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    fields.push(start..spec.len());
    (fields.len() <= 3 && fields.iter().all(|field| !field.is_empty())).then_some(fields)
}

/// Whether the colon at `at` follows a field of one letter that is a drive.
fn is_drive(bytes: &[u8], start: usize, at: usize) -> bool {
    let letter = at == start + 1 && bytes.get(start).is_some_and(u8::is_ascii_alphabetic);
    letter && matches!(bytes.get(at + 1), Some(b'\\' | b'/'))
}

/// What a filesystem allows, after all options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MountFlags {
    /// Programs on it can be executed; the range of the option that says so last.
    pub exec: Flag,
    /// Setuid bits on it count.
    pub suid: Flag,
    /// Device files on it work.
    pub dev: Flag,
}

/// One of the three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Whether it is allowed.
    pub on: bool,
    /// The option that decides, as a range of the option text; `None` when none does.
    pub by: Option<Range<usize>>,
}

impl MountFlags {
    /// Reads comma-separated options from left to right on top of a default: `allowed` for all three.
    pub fn parse(options: &str, allowed: bool) -> MountFlags {
        let flag = Flag { on: allowed, by: None };
        let mut flags = MountFlags { exec: flag.clone(), suid: flag.clone(), dev: flag };
        let mut start = 0;
        for option in options.split(',') {
            let range = start..start + option.len();
            start = range.end + 1;
            let (on, name) = match option.strip_prefix("no") {
                Some(name) => (false, name),
                None => (true, option),
            };
            let flag = match name {
                "exec" => &mut flags.exec,
                "suid" => &mut flags.suid,
                "dev" => &mut flags.dev,
                _ => continue,
            };
            *flag = Flag { on, by: Some(range) };
        }
        flags
    }

    /// The first option that allows something.
    pub fn allowing(&self) -> Option<Range<usize>> {
        let flags = [&self.exec, &self.suid, &self.dev];
        flags.into_iter().filter(|flag| flag.on).filter_map(|flag| flag.by.clone()).min_by_key(|by| by.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_are_split_outside_of_variables_and_drives() {
        let fields = |spec: &str| -> Option<Vec<String>> {
            let fields = volume_fields(spec)?;
            Some(fields.into_iter().map(|field| spec[field].to_owned()).collect())
        };
        let some = |fields: &[&str]| Some(fields.iter().map(|&field| field.to_owned()).collect());
        assert_eq!(fields("./a:/b:ro,z"), some(&["./a", "/b", "ro,z"]));
        assert_eq!(fields("${A:-${B:-/x}}/c:/d"), some(&["${A:-${B:-/x}}/c", "/d"]));
        assert_eq!(fields("C:\\x:/y"), some(&["C:\\x", "/y"]));
        assert_eq!(fields("a:b"), some(&["a", "b"]));
        assert_eq!(fields("/data"), some(&["/data"]));
        assert_eq!(fields("a::b"), None);
        assert_eq!(fields("a:b:c:d"), None);
    }

    #[test]
    fn the_last_option_wins_and_noexec_is_not_exec() {
        let flags = MountFlags::parse("size=64m,noexec,exec,suid,nosuid", false);
        assert_eq!(flags.exec, Flag { on: true, by: Some(16..20) });
        assert!(!flags.suid.on && !flags.dev.on);
        assert_eq!(flags.allowing(), Some(16..20));
        let flags = MountFlags::parse("size=64m,nosuid", true);
        assert!(flags.exec.on && !flags.suid.on && flags.dev.on);
        assert_eq!(flags.allowing(), None);
    }
}
