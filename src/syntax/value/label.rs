//! The forms that values of labels have: addresses, versions, hashes, dates, licences. Knows no labels.

/// Whether a text is a date and time of RFC 3339.
pub fn is_date_time(text: &str) -> bool {
    const SHAPE: &[u8] = b"dddd-dd-ddTdd:dd:dd";
    let (Some(head), Some(tail)) = (text.as_bytes().get(..SHAPE.len()), text.get(SHAPE.len()..)) else {
        return false;
    };
    let fits = head.iter().zip(SHAPE).all(|(byte, shape)| match shape {
        b'd' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b't' | b' '),
        _ => byte == shape,
    });
    let is_digit = |c: char| c.is_ascii_digit();
    let zone = match tail.strip_prefix('.') {
        Some(rest) if rest.starts_with(is_digit) => rest.trim_start_matches(is_digit),
        Some(_) => return false,
        None => tail,
    };
    let is_offset = |offset: &str| {
        let is_fit = |(at, byte): (usize, u8)| if at == 2 { byte == b':' } else { byte.is_ascii_digit() };
        offset.len() == 5 && offset.bytes().enumerate().all(is_fit)
    };
    fits && (matches!(zone, "Z" | "z") || zone.strip_prefix(['+', '-']).is_some_and(is_offset))
}

/// Whether a text is an address with its scheme, or one of a repository as Git writes it.
pub fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return text.starts_with("git@") };
    let is_scheme = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    !scheme.is_empty() && scheme.bytes().all(is_scheme) && !rest.is_empty() && !rest.contains(' ')
}

/// Whether a text is a version as Semantic Versioning 2.0 has it.
pub fn is_semver(text: &str) -> bool {
    let (text, build) = text.split_once('+').map_or((text, None), |(text, build)| (text, Some(build)));
    let (core, pre) = text.split_once('-').map_or((text, None), |(core, pre)| (core, Some(pre)));
    let is_number = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    let is_word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_pre =
        |part: &str| is_word(part) && (is_number(part) || part.bytes().any(|byte| !byte.is_ascii_digit()));
    core.split('.').count() == 3
        && core.split('.').all(is_number)
        && pre.is_none_or(|pre| pre.split('.').all(is_pre))
        && build.is_none_or(|build| build.split('.').all(is_word))
}

/// Whether a text is a hash of a commit: the first seven digits, or all of SHA-1 or SHA-256.
pub fn is_commit_hash(text: &str) -> bool {
    matches!(text.len(), 7 | 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a text has the form of an SPDX licence expression. The list of licences is not known here.
pub fn is_spdx_expression(text: &str) -> bool {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let is_id = |word: &str| {
        let id = word.strip_suffix('+').unwrap_or(word);
        !id.is_empty()
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b':'))
    };
    let (mut open, mut wants_id) = (0_usize, true);
    for word in spaced.split_whitespace() {
        match word {
            "(" if wants_id => open += 1,
            ")" if !wants_id && open > 0 => open -= 1,
            "AND" | "OR" | "WITH" | "and" | "or" | "with" if !wants_id => wants_id = true,
            word if wants_id && is_id(word) => wants_id = false,
            _ => return false,
        }
    }
    open == 0 && !wants_id
}

/// Whether a text is an address of mail, with or without the name of its owner.
pub fn is_email(text: &str) -> bool {
    let text = text.trim();
    let address = match text.strip_suffix('>').map(|rest| rest.rsplit_once('<')) {
        Some(Some((_, address))) => address,
        Some(None) => return false,
        None => text,
    };
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    let is_bad = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | ',' | '@');
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    !local.is_empty() && !local.contains(is_bad) && domain.contains('.') && domain.split('.').all(is_label)
}

/// Whether a text is the key of a label as Docker recommends it: small letters, digits, and single separators.
pub fn is_label_key(name: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase())
        && name.bytes().last().is_some_and(is_word)
        && name.bytes().all(|byte| is_word(byte) || matches!(byte, b'.' | b'-' | b'_' | b'/'))
        && !name.contains("..")
        && !name.contains("--")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(is(text), "{text}");
        }
        for text in bad {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn values_have_the_form_of_their_kind() {
        check(
            is_date_time,
            &["2026-01-31T12:00:00Z", "2026-01-31 12:00:00.5+02:00"],
            &["2026-01-31", "31.01.2026", "2026-01-31T12:00:00", "2026-01-31T12:00:00.Z", "é"],
        );
        check(is_url, &["https://a", "git+ssh://a/b", "git@a:b"], &["a/b", "https://", "www.a", "a b://c"]);
        check(
            is_semver,
            &["1.2.3", "0.0.0-rc.1+b.01", "1.0.0--"],
            &["1.2", "v1.2.3", "1.02.3", "1.2.3-01", "1.2.3-", "1.2.3+"],
        );
        check(
            is_commit_hash,
            &["0a1b2c3", "0123456789012345678901234567890123456789"],
            &["main", "0a1b2c", "0a1b2cg"],
        );
        check(
            is_spdx_expression,
            &["MIT", "Apache-2.0 OR MIT", "(GPL-2.0+ WITH Classpath-exception-2.0) AND LicenseRef-x"],
            &["", "Apache 2", "MIT OR", "(MIT", "MIT)", "MIT / X", "()"],
        );
        check(is_email, &["a@b.c", "A B <a.b+c@d-e.f>"], &["a", "a@b", "@b.c", "a@b..c", "a b@c.d", "x>"]);
    }
}
