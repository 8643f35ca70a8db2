use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/invalid-label-value.md"), &[Check::Instruction(check)]);

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Label {
        return;
    }
    for (index, pair) in step.pairs().iter().enumerate() {
        let name = pair.name.text.trim_matches(['"', '\'']);
        let Some(name) = name.strip_prefix("org.opencontainers.image.") else { continue };
        // A default of an argument is most often a placeholder.
        let value = step.resolved(index).known().filter(|value| !value.is_empty() && !pair.value.text.contains('$'));
        let Some(value) = value else { continue };
        let (is_valid, form) = match name {
            "created" => (is_date_time(value), "date and time of RFC 3339"),
            "url" | "source" | "documentation" => (is_url(value), "URL"),
            _ => continue,
        };
        if is_valid {
            continue;
        }
        let inner = pair.value.text.trim_matches(['"', '\'']);
        let start = pair.value.text.find(inner).unwrap_or(0);
        let at = pair.value.part(start..start + inner.len());
        let help = match name {
            "created" => "write it as `2026-01-31T12:00:00Z`",
            _ => "write the whole address: `https://…`",
        };
        out.report(at, format!("`{}` is no {form}", shown(value))).help(help);
    }
}

/// Whether a text is a date and time of RFC 3339.
fn is_date_time(text: &str) -> bool {
    const SHAPE: &[u8] = b"dddd-dd-ddTdd:dd:dd";
    let (Some(head), Some(tail)) = (text.as_bytes().get(..SHAPE.len()), text.get(SHAPE.len()..)) else { return false };
    let fits = head.iter().zip(SHAPE).all(|(byte, shape)| match shape {
        b'd' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b't' | b' '),
        _ => byte == shape,
    });
    let fraction = tail.strip_prefix('.').map_or(tail, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let offset = fraction.strip_prefix(['+', '-']).is_some_and(|offset| {
        offset.len() == 5 && offset.bytes().enumerate().all(|(at, byte)| if at == 2 { byte == b':' } else { byte.is_ascii_digit() })
    });
    fits && (matches!(fraction, "Z" | "z") || offset)
}

fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return text.starts_with("git@") };
    !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+') && !rest.is_empty() && !rest.contains(' ')
}
