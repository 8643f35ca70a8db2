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
