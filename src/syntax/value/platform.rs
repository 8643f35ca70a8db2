//! Platforms as `--platform` takes them: `os[/architecture[/variant]]`. Does not know which ones there are.

/// Whether a text has the form of a platform.
pub fn is_platform(text: &str) -> bool {
    let mut parts = text.split('/');
    let fits = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-()".contains(&b))
    };
    parts.clone().count() <= 3 && parts.all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_platform_has_up_to_three_parts() {
        assert!(is_platform("linux") && is_platform("linux/arm/v7") && is_platform("windows(10.0)/amd64"));
        assert!(!is_platform("") && !is_platform("linux/") && !is_platform("a/b/c/d") && !is_platform("a b"));
    }
}
