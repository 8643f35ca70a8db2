//! Patterns in which `*` stands for anything. Knows no paths: `*` crosses every separator.

/// Whether a pattern matches a whole text. Both are read once, with one step back for every `*`, so that the work is
/// at most their product.
pub fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut here) = (0, 0);
    let mut star = None;
    while here < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at + 1, here));
                at += 1;
            }
            Some(byte) if text.get(here) == Some(byte) => {
                at += 1;
                here += 1;
            }
            _ => {
                let Some((after, from)) = star else { return false };
                star = Some((after, from + 1));
                at = after;
                here = from + 1;
            }
        }
    }
    pattern.get(at..).unwrap_or(&[]).iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything_and_the_rest_for_itself() {
        for (pattern, text) in
            [("*", ""), ("*.io", "quay.io"), ("a*", "a"), ("a*b*c", "axxbyybc"), ("ghcr.io", "ghcr.io")]
        {
            assert!(glob(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("", "a"), ("*.io", "quay.io.example"), ("a*b", "ac"), ("ghcr.io", "ghcr_io")]
        {
            assert!(!glob(pattern, text), "{pattern} {text}");
        }
    }
}
