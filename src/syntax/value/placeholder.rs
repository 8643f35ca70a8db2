//! Text that somebody else fills in before deployment. Does not know who.

/// Whether a text holds a placeholder of a common kind, so that its value is not known: `${VAR}`, `$VAR`, `$(VAR)`,
/// `{{ … }}`, `<name>`, `%NAME%`, `@NAME@`, `__NAME__`.
pub fn is_placeholder(text: &str) -> bool {
    if text.contains("{{") || text.contains("${") || text.contains("$(") {
        return true;
    }
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' ' | b'.'))
    };
    let wrapped = |open: &str, close: &str| {
        text.split_once(open)
            .and_then(|(_, rest)| rest.split_once(close))
            .is_some_and(|(name, _)| is_name(name))
    };
    let dollar =
        text.split('$').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'));
    dollar
        || wrapped("<", ">")
        || wrapped("%", "%")
        || wrapped("__", "__")
        || (text.starts_with('@') && wrapped("@", "@"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_templating_tools_are_known() {
        for text in
            ["${A}", "$A", "$(A)", "x-{{ .Values.a }}", "<your-image>", "%TAG%", "@VERSION@", "__TAG__:1"]
        {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["nginx:1.27", "a@b.example", "50%", "a < b", "user@host", "costs 5$"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
