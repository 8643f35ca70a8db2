//! The short forms of Compose: volumes, ports, sizes, durations, command lines. Knows no tree.

use std::ops::RangeInclusive;

/// A volume in one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Volume<'t> {
    pub(super) source: &'t str,
    pub(super) target: &'t str,
    pub(super) read_only: bool,
    pub(super) nocopy: bool,
    pub(super) propagation: Option<&'t str>,
    pub(super) selinux: Option<&'t str>,
    /// Whether the source is a path of the host.
    pub(super) is_bind: bool,
    /// Whether it is so short that nothing but a target can be meant.
    pub(super) is_bare: bool,
}

/// Reads `[SOURCE:]TARGET[:OPTIONS]` as Compose does.
///
/// # Errors
/// Why Compose refuses it.
pub(super) fn volume(text: &str) -> Result<Volume<'_>, String> {
    let mut out = Volume::default();
    if text.is_empty() {
        return Err("a volume cannot be empty".into());
    }
    if text.len() <= 2 {
        return Ok(Volume { target: text, is_bare: true, ..out });
    }
    let mut start = 0;
    let mut depth = 0_usize;
    let mut chars = text.char_indices().map(|(at, character)| (at, Some(character))).collect::<Vec<_>>();
    chars.push((text.len(), None));
    for (at, character) in chars {
        let field = text.get(start..at).unwrap_or("");
        match character {
            Some('$') if text.as_bytes().get(at + 1) == Some(&b'{') => depth += 1,
            Some('}') if depth > 0 => depth -= 1,
            Some(':') if is_drive(field) => {}
            Some(':') | None if depth == 0 => {
                if field.is_empty() {
                    return Err("a part between colons is empty".into());
                }
                let is_last = character.is_none();
                if out.source.is_empty() && is_last {
                    out.target = field;
                } else if out.source.is_empty() {
                    out.source = field;
                } else if out.target.is_empty() {
                    out.target = field;
                } else if !is_last {
                    return Err("there are too many colons".into());
                } else {
                    options(&mut out, field);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    out.is_bind = is_path(out.source);
    Ok(out)
}

fn options<'t>(volume: &mut Volume<'t>, text: &'t str) {
    for option in text.split(',') {
        match option {
            "ro" => volume.read_only = true,
            "rw" => volume.read_only = false,
            "nocopy" => volume.nocopy = true,
            "rprivate" | "private" | "rshared" | "shared" | "rslave" | "slave" => {
                volume.propagation = Some(option);
            }
            "z" | "Z" => volume.selinux = Some(option),
            // Compose ignores what it does not know: [`is_volume_option`].
            _ => {}
        }
    }
}

/// Whether Compose knows an option of a volume in one line.
pub(super) fn is_volume_option(option: &str) -> bool {
    matches!(
        option,
        "ro" | "rw"
            | "nocopy"
            | "rprivate"
            | "private"
            | "rshared"
            | "shared"
            | "rslave"
            | "slave"
            | "z"
            | "Z"
    )
}

fn is_drive(field: &str) -> bool {
    let mut chars = field.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Whether a source is a path of the host.
pub(super) fn is_path(source: &str) -> bool {
    let mut chars = source.chars();
    let drive = chars.next().is_some_and(char::is_alphabetic) && chars.next() == Some(':');
    source.starts_with(['.', '/', '~']) || source.starts_with(r"\\") || drive
}

/// A published port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Port {
    pub(super) host_ip: String,
    /// The port of the host or a range of which one is taken; empty when the engine chooses.
    pub(super) published: String,
    pub(super) target: u32,
    pub(super) protocol: String,
}

/// Reads `[ADDRESS:][HOST:]CONTAINER[/PROTOCOL]` as Compose does, one port for each of a range.
///
/// # Errors
/// Why Compose refuses it.
pub(super) fn ports(text: &str) -> Result<Vec<Port>, String> {
    let parts: Vec<&str> = text.split(':').collect();
    let (container, rest) = parts.split_last().unwrap_or((&"", &[]));
    let (host, address) =
        rest.split_last().map_or(("", String::new()), |(host, rest)| (*host, rest.join(":")));
    let (container, protocol) = match container.split_once('/') {
        Some((port, protocol)) if !protocol.is_empty() => (port, protocol.split('/').next().unwrap_or("")),
        Some((port, _)) => (port, "tcp"),
        None => (*container, "tcp"),
    };
    let address = match address.strip_prefix('[').and_then(|address| address.strip_suffix(']')) {
        Some(inner) => inner.to_owned(),
        None if address.contains([':', '[', ']']) => {
            return Err(format!("`{address}` is no address; one of IPv6 stands in brackets"));
        }
        None => address,
    };
    if !address.is_empty() && !is_address(&address) {
        return Err(format!("`{address}` is not an IP address"));
    }
    if container.is_empty() {
        return Err("the port of the container is missing".into());
    }
    let target = range(container).ok_or_else(|| format!("`{container}` is not a port"))?;
    let published = match host {
        "" => None,
        host => Some(range(host).ok_or_else(|| format!("`{host}` is not a port"))?),
    };
    let width = |range: &RangeInclusive<u32>| range.end() - range.start();
    if published.as_ref().is_some_and(|published| width(published) != width(&target)) && width(&target) > 0 {
        return Err(format!("the ranges `{host}` and `{container}` are not of one length"));
    }
    let protocol = protocol.to_lowercase();
    if !matches!(protocol.as_str(), "tcp" | "udp" | "sctp") {
        return Err(format!("`{protocol}` is not a protocol"));
    }
    let port = |(index, target)| {
        let host = |range: &RangeInclusive<u32>| range.start() + index as u32;
        let published = match &published {
            None => String::new(),
            Some(range) if width(range) > 0 && width_is_one(container) => {
                format!("{}-{}", host(range), range.end())
            }
            Some(range) => host(range).to_string(),
        };
        Port { host_ip: address.clone(), published, target, protocol: protocol.clone() }
    };
    let mut out: Vec<Port> = target.enumerate().map(port).collect();
    // Compose sorts them as texts.
    out.sort_by_key(|port| format!("{}/{}", port.target, port.protocol));
    Ok(out)
}

fn width_is_one(container: &str) -> bool {
    range(container).is_some_and(|range| range.start() == range.end())
}

fn range(text: &str) -> Option<RangeInclusive<u32>> {
    let port = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u16>().ok()).flatten().map(u32::from)
    };
    let mut parts = text.split('-');
    let first = port(parts.next()?)?;
    let last = parts.next().map_or(Some(first), port)?;
    (first <= last).then_some(first..=last)
}

/// Whether a text is an IP address as Go reads one.
pub(super) fn is_address(text: &str) -> bool {
    text.parse::<std::net::IpAddr>().is_ok()
}

/// Reads a size as Compose does: a number of bytes, or one with a unit.
pub(super) fn bytes(text: &str) -> Option<i64> {
    if let Some(value) = super::casts::go_int(text) {
        return Some(value);
    }
    let last = text.rfind(|character: char| "01234567890. ".contains(character))?;
    let (number, suffix) = match text.get(last..last + 1) {
        Some(" ") => (text.get(..last)?, text.get(last + 1..)?),
        _ => (text.get(..=last)?, text.get(last + 1..)?),
    };
    let size = super::casts::go_float(number).filter(|size| *size >= 0.0)?;
    let suffix = suffix.to_lowercase();
    let factor = match suffix.as_bytes() {
        [] | [b'b'] => 1.0,
        [unit] | [unit, b'b'] | [unit, b'i', b'b'] => {
            let power = b"kmgtp".iter().position(|known| known == unit)?;
            1024_f64.powi(power as i32 + 1)
        }
        _ => return None,
    };
    Some((size * factor) as i64)
}

const UNITS: &[(&str, i64)] = &[
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
    ("d", 86_400_000_000_000),
    ("w", 604_800_000_000_000),
];

/// Reads a duration as Compose does, in nanoseconds: Go's, with days and weeks.
pub(super) fn duration(text: &str) -> Option<i64> {
    let (negative, mut rest) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    if rest == "0" {
        return Some(0);
    }
    if rest.is_empty() {
        return None;
    }
    let mut sum = 0_i64;
    while !rest.is_empty() {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let whole = digits(rest);
        let mut end = whole;
        let mut fraction = "";
        if rest.as_bytes().get(whole) == Some(&b'.') {
            let count = digits(rest.get(whole + 1..)?);
            fraction = rest.get(whole + 1..whole + 1 + count)?;
            end += 1 + count;
        }
        if whole == 0 && fraction.is_empty() {
            return None;
        }
        let value: i64 = if whole == 0 { 0 } else { rest.get(..whole)?.parse().ok()? };
        rest = rest.get(end..)?;
        let length = rest.find(|character: char| character == '.' || character.is_ascii_digit());
        let (unit, after) = rest.split_at_checked(length.unwrap_or(rest.len()))?;
        let (_, scale) = UNITS.iter().find(|(name, _)| *name == unit)?;
        let mut part = value.checked_mul(*scale)?;
        if !fraction.is_empty() {
            let fraction: f64 = format!("0.{fraction}").parse().ok()?;
            part = part.checked_add((fraction * *scale as f64) as i64)?;
        }
        sum = sum.checked_add(part)?;
        rest = after;
    }
    Some(if negative { -sum } else { sum })
}

/// A duration as Go prints it.
pub(super) fn go_duration(nanoseconds: i64) -> String {
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let total = nanoseconds.unsigned_abs();
    let fraction = |value: u64, unit: u64| {
        let text = format!("{}.{:0width$}", value / unit, value % unit, width = unit.ilog10() as usize);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    if total == 0 {
        return "0s".into();
    }
    if total < 1_000_000_000 {
        return match total {
            0..1_000 => format!("{sign}{total}ns"),
            1_000..1_000_000 => format!("{sign}{}µs", fraction(total, 1_000)),
            _ => format!("{sign}{}ms", fraction(total, 1_000_000)),
        };
    }
    let (hours, rest) = (total / 3_600_000_000_000, total % 3_600_000_000_000);
    let (minutes, rest) = (rest / 60_000_000_000, rest % 60_000_000_000);
    let seconds = fraction(rest, 1_000_000_000);
    match (hours, minutes) {
        (0, 0) => format!("{sign}{seconds}s"),
        (0, minutes) => format!("{sign}{minutes}m{seconds}s"),
        (hours, minutes) => format!("{sign}{hours}h{minutes}m{seconds}s"),
    }
}

/// Splits a command line as Compose does, which knows quotes and stops at what a shell would have to do.
/// `None` when a quote or bracket is left open.
pub(super) fn command_words(text: &str) -> Option<Vec<String>> {
    split(text).map(|(words, _)| words)
}

/// Where a command line goes on that Compose does not read to its end: what a shell would have to do.
pub(super) fn command_end(text: &str) -> Option<usize> {
    split(text)?.1
}

/// The words of a command line, and where it stops before its end.
fn split(text: &str) -> Option<(Vec<String>, Option<usize>)> {
    let mut words = Vec::new();
    let mut end = None;
    let mut word = String::new();
    let mut has_word = false;
    let (mut escaped, mut double, mut single, mut back, mut dollar) = (false, false, false, false, false);
    for (at, character) in text.char_indices() {
        if escaped {
            word.push(character);
            escaped = false;
            has_word = true;
            continue;
        }
        match character {
            '\\' if !single => {
                escaped = true;
                continue;
            }
            '\\' => {
                word.push(character);
                continue;
            }
            ' ' | '\t' | '\r' | '\n' => {
                if single || double || back || dollar {
                    word.push(character);
                } else if has_word {
                    words.push(std::mem::take(&mut word));
                    has_word = false;
                }
                continue;
            }
            '`' if !single && !double && !dollar => back = !back,
            ')' if !single && !double && !back => dollar = !dollar,
            '(' if !single && !double && !back => {
                if dollar || !word.ends_with('$') {
                    return None;
                }
                dollar = true;
                word.push('(');
                continue;
            }
            '"' if !single && !dollar => {
                has_word |= double;
                double = !double;
                continue;
            }
            '\'' if !double && !dollar => {
                has_word |= single;
                single = !single;
                continue;
            }
            ';' | '&' | '|' | '<' | '>' if !(single || double || back || dollar) => {
                if character == '>' && word.starts_with(|first: char| first.is_ascii_digit()) {
                    has_word = false;
                }
                end = Some(at);
                break;
            }
            _ => {}
        }
        has_word = true;
        word.push(character);
    }
    if has_word {
        words.push(word);
    }
    (!escaped && !single && !double && !back && !dollar).then_some((words, end))
}
