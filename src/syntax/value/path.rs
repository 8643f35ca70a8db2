//! Paths as text. Does not touch the file system.

/// A path without `.`, `..`, doubled and trailing slashes, as Go's `path.Clean` gives it, but that `..` does not
/// eat a leading `~`.
pub fn clean_path(path: &str) -> String {
    let absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => match parts.last() {
                Some(&last) if last != ".." && last != "~" => {
                    parts.pop();
                }
                None if absolute => {}
                _ => parts.push(".."),
            },
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (absolute, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

/// Whether a path starts with a Windows drive: `C:\`, `c:/`, `C:`.
pub fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', rest @ ..]
        if letter.is_ascii_alphabetic() && matches!(rest.first(), None | Some(b'\\' | b'/')))
}

/// What follows the last slash of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The folders of a search path such as `PATH`.
pub fn search_path(value: &str) -> impl Iterator<Item = &str> + Clone {
    value.split(':')
}

/// The name of a program of Windows or of Linux, in small letters and without `.exe`.
pub fn program_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or("").to_ascii_lowercase();
    name.strip_suffix(".exe").map(str::to_owned).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_is_lexical() {
        for (path, clean) in [
            ("/var//run/./docker.sock/", "/var/run/docker.sock"),
            ("/etc/..", "/"),
            ("/../a", "/a"),
            ("./", "."),
            ("./a/../b", "b"),
            ("../../x", "../../x"),
            ("~/../x", "~/../x"),
            ("", "."),
        ] {
            assert_eq!(clean_path(path), clean, "{path}");
        }
    }
}
