//! Regular expressions as Go reads them: what makes one invalid. Matches nothing.

/// What is wrong with a regular expression of Go; `None` also where that is not certain.
pub fn regexp_fault(text: &str) -> Option<&'static str> {
    Scan { bytes: text.as_bytes(), at: 0 }.run()
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn run(&mut self) -> Option<&'static str> {
        let mut depth = 0_usize;
        // Whether there is something that can be repeated, and whether it is repeated already.
        let (mut has_item, mut is_repeated) = (false, false);
        while let Some(byte) = self.next() {
            let was_repeated = std::mem::replace(&mut is_repeated, false);
            match byte {
                b'*' | b'+' | b'?' if !has_item => return Some("there is nothing to repeat"),
                b'*' | b'+' | b'?' if was_repeated => return Some("it repeats what is repeated already"),
                b'*' | b'+' | b'?' => {
                    is_repeated = true;
                    self.at += usize::from(self.rest().first() == Some(&b'?'));
                }
                b'(' => {
                    if let Some(fault) = self.group() {
                        return Some(fault);
                    }
                    depth += 1;
                    has_item = false;
                }
                b')' if depth == 0 => return Some("a `)` opens nowhere"),
                b')' => {
                    depth -= 1;
                    has_item = true;
                }
                b'|' => has_item = false,
                b'{' if has_item && self.is_bad_count() => {
                    return Some("a count of repetitions is not possible");
                }
                b'[' => {
                    if !self.class() {
                        return Some("a `]` is missing");
                    }
                    has_item = true;
                }
                b'\\' => {
                    if let Some(fault) = self.escape() {
                        return Some(fault);
                    }
                    has_item = true;
                }
                _ => has_item = true,
            }
        }
        (depth > 0).then_some("a `)` is missing")
    }

    /// What stands behind the `(` of a group.
    fn group(&mut self) -> Option<&'static str> {
        let rest = self.rest();
        if ["?=", "?!", "?<=", "?<!", "?>"].iter().any(|start| rest.starts_with(start.as_bytes())) {
            return Some("Go has no such group");
        }
        // Flags and names are not looked at; the colon of `(?:` is an item, and that does no harm.
        self.at += usize::from(rest.first() == Some(&b'?'));
        None
    }

    /// Reads a class up to its `]`; whether there is one.
    fn class(&mut self) -> bool {
        self.at += usize::from(self.rest().first() == Some(&b'^'));
        self.at += usize::from(self.rest().first() == Some(&b']'));
        loop {
            match self.next() {
                None => return false,
                Some(b']') => return true,
                Some(b'\\') => self.at += 1,
                Some(b'[') if self.rest().starts_with(b":") => {
                    let end = self.rest().windows(2).position(|pair| pair == b":]");
                    self.at += end.map_or(0, |end| end + 2);
                }
                Some(_) => {}
            }
        }
    }

    /// Whether the `{` before starts a count that Go refuses: over 1000, or from more to less.
    fn is_bad_count(&self) -> bool {
        let rest = self.rest();
        let inside = rest.iter().position(|byte| *byte == b'}').and_then(|end| rest.get(..end));
        let Some(inside) = inside.and_then(|inside| std::str::from_utf8(inside).ok()) else { return false };
        let (least, most) = inside.split_once(',').unwrap_or((inside, inside));
        let number =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok());
        match (number(least).flatten(), number(most).flatten()) {
            (Some(least), Some(most)) => least > 1000 || most > 1000 || least > most,
            (Some(least), None) => most.is_empty() && least > 1000,
            _ => false,
        }
    }

    fn escape(&mut self) -> Option<&'static str> {
        let Some(byte) = self.next() else { return Some("it ends with a `\\`") };
        let next = self.rest().first().copied();
        let is_octal = |byte: u8| (b'0'..=b'7').contains(&byte);
        match byte {
            b'Q' => {
                let end = self.rest().windows(2).position(|pair| pair == br"\E");
                self.at = end.map_or(self.bytes.len(), |end| self.at + end + 2);
                None
            }
            b'1'..=b'7' if next.is_some_and(is_octal) => None,
            b'1'..=b'9' => Some("Go has no references to groups"),
            _ if byte.is_ascii_alphabetic() && !b"AaBbCDdEfnPpQrSstvWwxz".contains(&byte) => {
                Some("Go has no such escape")
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_a_fault() {
        for good in [
            "",
            "a+b*?c",
            "[]a]",
            "[^]]",
            "[[:alpha:]]+",
            r"\d+\.\d",
            "(?i)x",
            "(?:a|b)",
            "(?P<n>a)",
            "a{2,3}",
            r"\Q[(\E",
            "{",
            "a{,2}",
            "^(os|customer)",
            r"\012",
            "x|",
            "()",
            "(|a)",
        ] {
            assert_eq!(regexp_fault(good), None, "{good}");
        }
        for bad in [
            "[", "(", ")", "a(b", "*", "+a", "a**", "a*?+", "|*", "(*)", "\\", r"\1", r"\8", "(?=a)", "[a",
            r"\Z",
        ] {
            assert!(regexp_fault(bad).is_some(), "{bad}");
        }
    }
}
