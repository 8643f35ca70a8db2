//! Durations, times, schedules and time zones. Does not compute with them.

/// The names of time zones, in order, one on each line.
static ZONES: &str = include_str!("zones.txt");

/// A name of the IANA list as it is spelled there.
pub(super) fn zone(text: &str) -> bool {
    ZONES.lines().any(|zone| zone == text)
}

/// A duration of Go: signed numbers with units, or 0.
pub(super) fn duration(text: &str) -> bool {
    let mut rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    if rest == "0" {
        return true;
    }
    let mut any = false;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let is_number = number.matches('.').count() <= 1 && number.bytes().any(|byte| byte.is_ascii_digit());
        let unit = ["ns", "us", "\u{b5}s", "\u{3bc}s", "ms", "s", "m", "h"];
        let Some(next) = unit.iter().find_map(|unit| tail.strip_prefix(unit)).filter(|_| is_number) else {
            return false;
        };
        (rest, any) = (next, true);
    }
    any
}

fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A time with a zone: `2026-01-31T12:00:00.5+01:00`.
pub(super) fn rfc3339(text: &str) -> bool {
    let read = || {
        let (date, rest) = text.split_at_checked(10)?;
        let mut date = date.split('-');
        let (year, month) = (digits(date.next()?, 4)?, digits(date.next()?, 2)?);
        let day = digits(date.next()?, 2)?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let longest = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        let (clock, rest) = rest.strip_prefix('T')?.split_at_checked(8)?;
        let mut clock = clock.split(':');
        let hour = digits(clock.next()?, 2)?;
        let (minute, second) = (digits(clock.next()?, 2)?, digits(clock.next()?, 2)?);
        let zone = match rest.strip_prefix('.') {
            Some(fraction) => {
                let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
                (zone.len() < fraction.len()).then_some(zone)?
            }
            None => rest,
        };
        let offset = |zone: &str| {
            let (hours, minutes) = zone.strip_prefix(['+', '-'])?.split_once(':')?;
            Some(digits(hours, 2)? <= 23 && digits(minutes, 2)? <= 59)
        };
        let has_zone = zone == "Z" || offset(zone)?;
        Some(has_zone && (1..=longest).contains(&day) && hour < 24 && minute < 60 && second < 60)
    };
    read().unwrap_or(false)
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: &[&str] = &["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// A schedule of five fields, or a word such as `@daily`.
pub(super) fn cron(text: &str) -> bool {
    if let Some(word) = text.strip_prefix('@') {
        let every = word.strip_prefix("every ").is_some_and(duration);
        let words = ["yearly", "annually", "monthly", "weekly", "daily", "midnight", "hourly"];
        return every || words.contains(&word);
    }
    let fields: Vec<&str> = text.split_whitespace().take(6).collect();
    let [minute, hour, day, month, weekday] = fields.as_slice() else { return false };
    cron_field(minute, 0, 59, &[])
        && cron_field(hour, 0, 23, &[])
        && cron_field(day, 1, 31, &[])
        && cron_field(month, 1, 12, MONTHS)
        && cron_field(weekday, 0, 6, DAYS)
}

/// A list of `*`, `?`, numbers and ranges, each perhaps with a step. `names` stand for numbers from `min` on.
fn cron_field(text: &str, min: u32, max: u32, names: &[&str]) -> bool {
    let number = |text: &str| {
        let named = names.iter().position(|name| name.eq_ignore_ascii_case(text));
        let plain = text.strip_prefix('+').unwrap_or(text);
        let plain = plain.bytes().all(|byte| byte.is_ascii_digit()).then(|| plain.parse().ok()).flatten();
        named.and_then(|at| u32::try_from(at).ok()).map(|at| at + min).or(plain)
    };
    let part = |part: &str| {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        let (from, to) = range.split_once('-').map_or((range, None), |(from, to)| (from, Some(to)));
        let range_fits = matches!(from, "*" | "?")
            || number(from).is_some_and(|from| {
                let to = to.map_or(Some(from), number);
                to.is_some_and(|to| min <= from && from <= to && to <= max)
            });
        range_fits && step.is_none_or(|step| number(step).is_some_and(|step| step > 0))
    };
    text.split(',').filter(|member| !member.is_empty()).all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_are_read_as_the_server_does() {
        for text in ["*/5 * * * *", "0 0 31 2 *", "*-5 * * * *", "1,,2 * * * *", "0 0 * jan MON", "@every 1h"]
        {
            assert!(cron(text), "{text}");
        }
        for text in
            ["* * * *", "60 * * * *", "* * * * 7", "*/0 * * * *", "TZ=UTC * * * * *", "@often", "5-1 * * * *"]
        {
            assert!(!cron(text), "{text}");
        }
    }

    #[test]
    fn durations_and_times_have_units_and_zones() {
        assert!(duration("1h30m") && duration("-1.5s") && duration("0") && duration("1µs"));
        assert!(!duration("1") && !duration("") && !duration("1d") && !duration("h") && !duration("1.2.3s"));
        assert!(rfc3339("2024-02-29T23:59:59.5+01:00") && rfc3339("2026-01-31T12:00:00Z"));
        assert!(
            !rfc3339("2026-02-29T12:00:00Z") && !rfc3339("2026-01-31T12:00:00") && !rfc3339("2026-01-31")
        );
        assert!(zone("Europe/Paris") && !zone("Local") && !zone("europe/paris"));
    }
}
