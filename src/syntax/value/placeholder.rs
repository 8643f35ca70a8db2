//! Text that somebody else fills in before deployment. Does not know who.

/// Whether a text holds a placeholder of a common kind, so that its value is not known: `${VAR}`, `$VAR`, `$(VAR)`,
/// `{{ … }}`, `<name>`, `%NAME%`, `@NAME@`, `__NAME__`.
pub fn is_placeholder(text: &str) -> bool {
    // Most texts have nothing of the kind.
    if !text.bytes().any(|byte| matches!(byte, b'$' | b'{' | b'<' | b'%' | b'@' | b'_')) {
        return false;
    }
    if text.contains("{{") || text.contains("${") || text.contains("$(") {
        return true;
    }
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(is_name_byte);
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

/// Whether the text of a manifest is only known at deployment: a template or a variable of `envsubst` or of a
/// kustomization. `$(NAME)` within a text is what the kubelet replaces.
pub fn is_deferred(text: &str) -> bool {
    if !text.bytes().any(|byte| matches!(byte, b'$' | b'{' | b'<' | b'%' | b'@' | b'_' | b'[')) {
        return false;
    }
    if is_stand_in(text) || text.contains("${") || text.contains("{{") {
        return true;
    }
    match text.strip_prefix('$') {
        Some(rest) => is_placeholder(text) && !rest.trim_matches(['(', ')']).contains(|c: char| !is_word(c)),
        None => is_placeholder(text) && !text.contains('$'),
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Whether a name is one that somebody fills in: it has a placeholder, or stands for another name.
pub fn is_filled_in(name: &str) -> bool {
    is_placeholder(name) || is_stand_in(name)
}

/// Whether a text is words that stand for something else: `BASE_IMAGE`, `YOUR_REGISTRY/APP_NAME:TAG`, `[base-image]`.
fn is_stand_in(text: &str) -> bool {
    let words = || text.split(['_', '/', ':', '-', '.']).filter(|word| word.len() > 1).count();
    let is_in_capitals = || {
        // Capabilities are spelled so, too.
        let is_own = text.starts_with("CAP_") || text.bytes().any(|byte| byte.is_ascii_lowercase());
        text.contains('_') && !is_own && words() > 1
    };
    let bracketed = || text.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    // Shorter names tell nobody what to fill in.
    is_in_capitals() || bracketed().is_some_and(|(name, _)| name.len() > 2 && name.bytes().all(is_name_byte))
}

/// Whether a substitution is an option of a Dev Container Template, which is filled in before anything is built:
/// `${templateOption:imageVariant}`.
pub fn is_template_option(substitution: &str) -> bool {
    substitution.starts_with("${templateOption:")
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' ' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_or_brackets_stand_for_others() {
        for text in ["BASE_IMAGE", "MY_REGISTRY/APP:TAG", "[server-modules]", "x/[app]:1"] {
            assert!(is_stand_in(text), "{text}");
        }
        for text in ["SCRATCH", "[a]", "a[lpine", "late]st", "my_app", "[::1]:5000/a"] {
            assert!(!is_stand_in(text), "{text}");
        }
    }

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
