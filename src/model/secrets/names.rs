//! What names and values of credentials look like. Does not know where they stand.

use crate::facts::secrets;

/// Whether a variable's name says that it holds a credential: `DB_PASSWORD`, `apiToken`, `AWS_SECRET_ACCESS_KEY`.
pub fn is_credential_name(name: &str) -> bool {
    let words = words(name);
    let is = |list: &[&str], word: &str| list.contains(&word);
    if words.iter().any(|word| is(secrets::ABOUT_WORDS, word)) {
        return false;
    }
    // A token or pass in the middle is about something else: `TOKENIZERS`, `PASS_THROUGH`.
    let last = words.last().map(String::as_str).unwrap_or("");
    let strong = words
        .iter()
        .any(|word| is(secrets::NAME_WORDS, word) && !matches!(word.as_str(), "pass" | "token" | "secrets"));
    let weak = is(secrets::NAME_WORDS, last);
    let pair = words
        .windows(2)
        .any(|pair| secrets::NAME_PAIRS.iter().any(|known| pair[0] == known[0] && pair[1] == known[1]));
    strong || weak || pair
}

/// The lower-case words of a name in any casing.
fn words(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut previous = '_';
    for character in name.chars() {
        if !character.is_ascii_alphanumeric() {
            previous = '_';
            continue;
        }
        let starts = previous == '_' || (previous.is_ascii_lowercase() && character.is_ascii_uppercase());
        if starts {
            out.push(String::new());
        }
        if let Some(word) = out.last_mut() {
            word.push(character.to_ascii_lowercase());
        }
        previous = character;
    }
    out
}

/// Whether a value of such a variable is a credential: not empty, a switch, a number, a path, a reference or a
/// placeholder.
pub fn is_credential_value(value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']);
    let lower = value.to_ascii_lowercase();
    if value.len() < 3 || value.contains(char::is_whitespace) {
        return false;
    }
    let is_switch = matches!(lower.as_str(), "true" | "false" | "yes" | "no" | "on" | "off");
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && value.len() < 6;
    let is_path = value.starts_with(['/', '.', '~']) || lower.starts_with("file:");
    let is_url = lower.contains("://") && !lower.contains('@');
    let is_reference = value.contains(['$', '{', '<', '>', '%']);
    let is_mask = value.chars().all(|character| matches!(character, 'x' | 'X' | '*' | '.' | '-' | '_' | '?'));
    let is_fill_in = secrets::FILL_IN.iter().any(|word| {
        lower == *word || lower.starts_with(&format!("{word}_")) || lower.starts_with(&format!("{word}-"))
    }) || lower.starts_with("your")
        || lower.starts_with("my_")
        || lower.contains("change_me")
        || lower.contains("changeme")
        || lower.contains("change-me")
        || lower.contains("replace")
        || lower.contains("your-")
        || lower.contains("your_");
    !(is_switch || is_number || is_path || is_url || is_reference || is_mask || is_fill_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_credentials_are_told_from_names_about_them() {
        for name in [
            "POSTGRES_PASSWORD",
            "apiToken",
            "AWS_SECRET_ACCESS_KEY",
            "cfconfig_adminPassword",
            "DB_PASS",
            "GITHUB_TOKEN",
        ] {
            assert!(is_credential_name(name), "{name}");
        }
        for name in [
            "POSTGRES_PASSWORD_FILE",
            "TOKENIZERS_PARALLELISM",
            "GPG_KEY",
            "USERNAME",
            "TOKEN_URL",
            "PUBLIC_KEY",
            "ALLOW_EMPTY_PASSWORD",
            "SECRET_NAME",
            "PASS_THROUGH",
            "DefaultProcess__Filters__0__Key",
            "MAX_TOKENS",
        ] {
            assert!(!is_credential_name(name), "{name}");
        }
    }

    #[test]
    fn values_that_hold_nothing_are_no_credentials() {
        for value in [
            "",
            "true",
            "/run/secrets/x",
            "${X}",
            "changeme",
            "<token>",
            "xxxxxxxx",
            "3600",
            "your-token-here",
            "https://a.example/b",
        ] {
            assert!(!is_credential_value(value), "{value}");
        }
        for value in ["hunter2x", "postgres", "s3cr3t!", "12345678"] {
            assert!(is_credential_value(value), "{value}");
        }
    }
}
