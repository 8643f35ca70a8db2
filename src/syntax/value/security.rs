//! Items of `security_opt`. Does not know defaults.

/// An item of `security_opt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecurityOption<'a> {
    /// `no-new-privileges`, `seccomp`, `apparmor`, `label`, ….
    pub key: &'a str,
    /// What follows `=`, or `:` in the old form; `None` for a bare key.
    pub value: Option<&'a str>,
}

impl<'a> SecurityOption<'a> {
    /// Splits at the first `=`, or when there is none at the first `:`. A bare `disable` is `label=disable`.
    pub fn parse(text: &'a str) -> SecurityOption<'a> {
        let text = text.trim();
        match text.split_once('=').or_else(|| text.split_once(':')) {
            Some((key, value)) => SecurityOption { key, value: Some(value) },
            None if text == "disable" => SecurityOption { key: "label", value: Some("disable") },
            None => SecurityOption { key: text, value: None },
        }
    }

    /// The value as a switch, a bare key being on; `None` when it is no boolean in Go.
    pub fn switch(&self) -> Option<bool> {
        match self.value {
            None => Some(true),
            Some("1" | "t" | "T" | "true" | "TRUE" | "True") => Some(true),
            Some("0" | "f" | "F" | "false" | "FALSE" | "False") => Some(false),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spellings_of_no_new_privileges_are_read() {
        for (text, on) in [
            ("no-new-privileges", Some(true)),
            ("no-new-privileges:true", Some(true)),
            ("no-new-privileges=1", Some(true)),
            ("no-new-privileges:false", Some(false)),
            ("no-new-privileges:yes", None),
        ] {
            let option = SecurityOption::parse(text);
            assert_eq!((option.key, option.switch()), ("no-new-privileges", on), "{text}");
        }
        let option = SecurityOption::parse("seccomp=./a:b.json");
        assert_eq!((option.key, option.value), ("seccomp", Some("./a:b.json")));
        assert_eq!(SecurityOption::parse("disable").key, "label");
    }
}
