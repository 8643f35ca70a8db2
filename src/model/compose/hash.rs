//! Hashes of passwords in texts that Compose reads for variables.

use std::ops::Range;

use super::interpolate::host_variables;

/// What the schemes of `crypt` and its like put between the first two dollar signs of a hash.
const SCHEMES: &[&str] = &[
    "1",
    "2",
    "2a",
    "2b",
    "2x",
    "2y",
    "5",
    "6",
    "7",
    "y",
    "gy",
    "apr1",
    "argon2d",
    "argon2i",
    "argon2id",
    "bcrypt-sha256",
    "pbkdf2",
    "pbkdf2-sha1",
    "pbkdf2-sha256",
    "pbkdf2-sha512",
    "scrypt",
    "sha1",
];

/// The shortest thing that is taken for a hash: `$1$`, salt and hash have more.
const MIN_HASH: usize = 20;

/// The first hash of a text in which a dollar sign is followed by what Compose takes for a variable.
pub(super) fn torn_hash(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    loop {
        let start = at + text.get(at..)?.find('$')?;
        let rest = text.get(start..)?;
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"$./=+,-_".contains(&byte);
        let length = rest.bytes().take_while(|byte| is_part(*byte)).count();
        let hash = rest.get(..length)?;
        let mut fields = hash.get(1..)?.split('$');
        let is_hash = length >= MIN_HASH && fields.next().is_some_and(|scheme| SCHEMES.contains(&scheme));
        if is_hash && !hash.contains("$$") && !host_variables(hash).is_empty() {
            return Some(start..start + length);
        }
        at = start + length.max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_found_that_lose_a_part() {
        for (text, expected) in [
            ("$2b$12$coPqWk5Yc1sCCy8Kq0aaaOjbbbbbbbbbbbbbbbbbbbbbbbbbbbb", true),
            ("user:$apr1$Zx8y1p2q$Abcdefghijklmnopqrstu1", true),
            ("$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA", true),
            ("$2b$12$1./WkYc1sCCy8Kq0aaaOjbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", false),
            ("$$2b$$12$$coPqWk5Yc1sCCy8Kq0aaaOjbbbbbbbbbbbbbbbbbbbbbbbbb", false),
            ("$HOME/bin:$PATH:/usr/local/sbin:/usr/sbin", false),
            ("$6$x", false),
            ("${HASH:-$apr1$abc}", false),
        ] {
            assert_eq!(torn_hash(text).is_some(), expected, "{text}");
        }
    }
}
