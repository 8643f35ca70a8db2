//! A day of the calendar. Knows no clock and no time zone.

use std::fmt;

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`; `None` for anything else, also for days that do not exist.
    pub const fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let (Some(century), Some(year)) = (two(bytes, 0), two(bytes, 2)) else { return None };
        let (Some(month), Some(day)) = (two(bytes, 5), two(bytes, 8)) else { return None };
        let year = century as u16 * 100 + year as u16;
        if day == 0 || day > days(year, month) {
            return None;
        }
        Some(Date { year, month, day })
    }

    /// The same day a year before; the 29th of February becomes the 28th.
    pub const fn year_before(self) -> Date {
        let year = self.year.saturating_sub(1);
        let last = days(year, self.month);
        Date { year, month: self.month, day: if self.day > last { last } else { self.day } }
    }
}

/// The number that two digits stand for.
const fn two(bytes: &[u8], at: usize) -> Option<u8> {
    let (tens, ones) = (bytes[at], bytes[at + 1]);
    if tens.is_ascii_digit() && ones.is_ascii_digit() { Some((tens - b'0') * 10 + ones - b'0') } else { None }
}

/// How many days a month has; none when there is no such month.
const fn days(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist_are_no_dates() {
        for text in [
            "2025-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "2026-4-01",
            "26-04-01",
            "2026-04-1x",
            "äää-04-01",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert_eq!(Date::parse("2024-02-29").unwrap().to_string(), "2024-02-29");
    }

    #[test]
    fn dates_compare_by_the_calendar() {
        let date = |text| Date::parse(text).unwrap();
        assert!(date("2025-12-31") < date("2026-01-01") && date("2026-01-09") < date("2026-01-10"));
        assert_eq!(date("2024-02-29").year_before(), date("2023-02-28"));
    }
}
