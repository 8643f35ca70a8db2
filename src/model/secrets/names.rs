//! What names and values of credentials look like. Does not know where they stand.

use crate::facts::secrets;

/// Whether a variable's name says that it holds a credential: `DB_PASSWORD`, `apiToken`, `AWS_SECRET_ACCESS_KEY`.
pub fn is_credential_name(name: &str) -> bool {
    // An address, or put together of what others set.
    if name.contains(['$', '@']) {
        return false;
    }
    let words = words(name);
    let is = |list: &[&str], word: &str| list.contains(&word);
    let last = words.last().map(String::as_str).unwrap_or("");
    if words.iter().any(|word| is(secrets::ABOUT_WORDS, word)) || is(secrets::USER_WORDS, last) {
        return false;
    }
    // A token or pass in the middle is about something else: `TOKENIZERS`, `PASS_THROUGH`.
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
    let is_address = value.parse::<std::net::IpAddr>().is_ok();
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
    !(is_switch || is_number || is_address || is_path || is_url || is_reference || is_mask || is_fill_in)
}

/// Whether a value of a variable stands in for one that somebody fills in: the name itself, `[TOKEN]`, `KEY_VALUE`,
/// `sk-YOURKEY`, `hf_...`.
pub fn is_stand_in(name: &str, value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']);
    let is_name = value.len() > 1 && value.eq_ignore_ascii_case(name) && !is_well_known(value);
    let is_in_brackets = value.starts_with('[') && value.ends_with(']');
    let is_cut = value.ends_with("...") || value.ends_with('…');
    // Words in capitals that say what belongs there.
    let last = value.rsplit(['-', '_', ' ']).next().unwrap_or("");
    let is_shouted = last.len() > 2
        && value.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_'))
        && secrets::SHOUTED_ENDS.iter().any(|end| last.ends_with(end));
    is_name || is_in_brackets || is_cut || is_shouted
}

/// Whether a value is a password that everybody tries first: one of an image's documentation, or of every list.
pub fn is_well_known(value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']);
    secrets::WELL_KNOWN.iter().any(|known| value.eq_ignore_ascii_case(known))
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
            "SECRET_LOCAL_HOSTNAME",
            "SECRET_USER",
            "PASSWORD_USERNAME",
            "APP_USER:$APP_PASSWORD@db:5432/shop?sslmode",
        ] {
            assert!(!is_credential_name(name), "{name}");
        }
    }

    #[test]
    fn stand_ins_are_told_from_values() {
        for (name, value) in [
            ("HF_TOKEN", "HF_TOKEN"),
            ("KEY", "KEY_VAL"),
            ("API_KEY", "[PLACEHOLDER]"),
            ("NGC_API_KEY", "nvapi-NVKEY"),
            ("OPENAI_API_KEY", "sk-..."),
        ] {
            assert!(is_stand_in(name, value), "{value}");
        }
        for (name, value) in [("PASSWORD", "password"), ("API_KEY", "SG.4fT0k3N"), ("TOKEN", "MONKEY7")] {
            assert!(!is_stand_in(name, value), "{value}");
        }
        assert!(is_well_known("Postgres") && is_well_known("1234") && !is_well_known("h4rdt0gu3ss"));
    }

    #[test]
    fn values_that_hold_nothing_are_no_credentials() {
        for value in [
            "0.0.0.0",
            "fd00::1",
            "",
            "true",
            "/run/secrets/x",
            "${X}",
            "changeme",
            "invalid",
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
