//! Credentials in the text of a configuration file: lines that give a name a value. Does not know which program reads
//! the file.

use std::ops::Range;

use super::names::{is_credential_name, is_credential_value, is_stand_in};
use crate::facts::secrets;

/// The names that a text gives a credential, and where each credential stands. Comments are left out.
pub fn credentials(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').filter_map(|line| {
        let start = at;
        at += line.len();
        let (name, value) = setting(line)?;
        let from = start + (value.as_ptr() as usize - line.as_ptr() as usize);
        Some((name, from..from + value.len()))
    });
    lines.collect()
}

/// The name and the credential of a line: `name: value`, `name = "value"`, `"name": "value",`, `name value`.
fn setting(line: &str) -> Option<(&str, &str)> {
    let line = line.trim().trim_start_matches(['-', '{', ',', ' ']);
    let line = line.strip_prefix("export ").unwrap_or(line);
    if line.starts_with(['#', ';', '/', '<']) {
        return None;
    }
    let end = line.find(['=', ':']).or_else(|| line.find(char::is_whitespace))?;
    let (name, rest) = line.split_at_checked(end)?;
    let name = name.trim().trim_matches(['"', '\'']);
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let value = rest.trim_start_matches(['=', ':']).trim();
    let value = value.split(" #").next().unwrap_or("").trim().trim_end_matches([',', ';', '}']).trim();
    let value = value.trim_matches(['"', '\'']);
    let last = name.rsplit('.').next().unwrap_or(name);
    let is_it = name.chars().all(is_word)
        && (is_credential_name(last) || secrets::ARGUMENTS.contains(&last))
        && is_credential_value(value)
        && !is_stand_in(last, value);
    is_it.then_some((last, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_any_form_are_found() {
        let text = "[db]\npassword = \"h4rdt0gu3ss\"\n  \"apiToken\": \"t0p53cr3t\",\nspring.datasource.password: x7y8z9 # why\n\
                    requirepass f00b4r\nexport DB_PASS=q1w2e3;\n";
        let found: Vec<(&str, &str)> =
            credentials(text).into_iter().map(|(name, at)| (name, text.get(at).unwrap_or("?"))).collect();
        let expected = [
            ("password", "h4rdt0gu3ss"),
            ("apiToken", "t0p53cr3t"),
            ("password", "x7y8z9"),
            ("requirepass", "f00b4r"),
            ("DB_PASS", "q1w2e3"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_filled_in_or_about_a_credential_is_left_alone() {
        let text = "# password = h4rdt0gu3ss\npassword = ${DB_PASSWORD}\npassword_file = h4rdt0gu3ss\npassword:\n\
                    password: changeme\na password is needed here\ntoken: {{ token }}\n";
        assert!(credentials(text).is_empty());
    }
}
