//! Schedules of cron, as CronJobs write them. Checks no syntax beyond what it reads.

/// Whether no date fits a schedule of five fields: its days are in none of its months (`0 0 31 2 *`). `false` also for
/// what is no schedule.
pub fn is_never(schedule: &str) -> bool {
    let fields: Vec<&str> = schedule.split_whitespace().collect();
    let [_, _, days, months, weekday] = fields.as_slice() else { return false };
    // With a weekday, either of the two is enough.
    if !weekday.starts_with(['*', '?']) {
        return false;
    }
    let (Some(day), Some(months)) = (first_day(days), months_of(months)) else { return false };
    months.iter().all(|month| MONTHS.get(*month).is_some_and(|(_, length)| day > *length))
}

/// The months with the most days that they have.
const MONTHS: [(&str, usize); 12] = [
    ("jan", 31),
    ("feb", 29),
    ("mar", 31),
    ("apr", 30),
    ("may", 31),
    ("jun", 30),
    ("jul", 31),
    ("aug", 31),
    ("sep", 30),
    ("oct", 31),
    ("nov", 30),
    ("dec", 31),
];

/// The first day of a month that a field names.
fn first_day(field: &str) -> Option<usize> {
    let start = |part: &str| part.split(['-', '/']).next()?.parse().ok();
    let starts: Option<Vec<usize>> = field.split(',').map(start).collect();
    starts?.into_iter().min()
}

/// The months that a field names, from 0; all of them where it has steps.
fn months_of(field: &str) -> Option<Vec<usize>> {
    let number = |text: &str| -> Option<usize> {
        let named = || MONTHS.iter().position(|(name, _)| text.eq_ignore_ascii_case(name));
        text.parse::<usize>().ok().and_then(|month| month.checked_sub(1)).or_else(named)
    };
    let mut months = Vec::new();
    for part in field.split(',') {
        if part.contains('/') || part.starts_with(['*', '?']) {
            return None;
        }
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (number(first)?, number(last)?.min(MONTHS.len()));
        months.extend(first..=last);
    }
    Some(months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_no_month_has_never_come() {
        for never in ["0 0 31 2 *", "0 0 30,31 feb *", "* * 31 4,6,9-9,11 ?", "0 0 31 nov *"] {
            assert!(is_never(never), "{never}");
        }
        for comes in [
            "0 0 29 2 *",
            "0 0 31 2 1",
            "0 0 31 * *",
            "0 0 31 1-4 *",
            "0 0 */31 2 *",
            "@daily",
            "0 0 31 */2 *",
        ] {
            assert!(!is_never(comes), "{comes}");
        }
    }
}
