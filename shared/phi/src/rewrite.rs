//! Says a date without identifying: relative to a day that the caller names, for the library knows no clock.

use crate::{Category, Finding};

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CivilDate {
    year: i32,
    month: i32,
    day: i32,
}

impl CivilDate {
    /// A day, or none if the calendar has no such day.
    pub fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Days since 1 January 1970, after Howard Hinnant's `days_from_civil`.
    fn days(self) -> i32 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (self.month + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + self.day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
            - 719_468
    }

    /// Whole months from this day to a later one.
    fn months_to(self, later: Self) -> i32 {
        let months = (later.year - self.year) * 12 + later.month - self.month;
        if later.day < self.day { months - 1 } else { months }
    }
}

fn days_in(year: i32, month: i32) -> i32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A proposed change: put `text` in place of the original's bytes `start..end`, which may be wider than the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// First byte to replace.
    pub start: usize,
    /// First byte after the part to replace.
    pub end: usize,
    /// What to write there, such as `for 8 months`.
    pub text: String,
}

/// How to say a found date relative to `today`: "since 03/2024" becomes "for 8 months", "on 03/05/2024" "8 months ago".
/// None where the finding is no date, or its day cannot be told.
pub fn rewrite(finding: &Finding, text: &str, today: CivilDate) -> Option<Rewrite> {
    if !matches!(finding.category, Category::Date | Category::Dob) {
        return None;
    }
    let parts: Vec<i32> = text
        .get(finding.start..finding.end)?
        .split(['/', '-'])
        .filter_map(|p| p.parse().ok())
        .collect();
    let [month, day, year] = parts.as_slice() else { return None };
    let date = CivilDate::new(if *year < 100 { 2000 + year } else { *year }, *month, *day)?;
    let lead = text.get(..finding.start)?;
    let since = lead.strip_suffix("since ");
    Some(Rewrite {
        start: since.map_or(finding.start, str::len),
        end: finding.end,
        text: if since.is_some() {
            format!("for {}", span(date, today))
        } else {
            format!("{} ago", span(date, today))
        },
    })
}

fn span(from: CivilDate, to: CivilDate) -> String {
    let (days, months) = (to.days() - from.days(), from.months_to(to));
    let (count, unit) = match (days, months) {
        (..=13, _) => (days, "day"),
        (14..=59, _) => (days / 7, "week"),
        (_, ..=23) => (months, "month"),
        _ => (months / 12, "year"),
    };
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan;

    #[test]
    fn a_date_after_since_becomes_a_duration() {
        let text = "treated since 03/05/2024 with it";
        let today = CivilDate::new(2024, 11, 6).unwrap();
        let change = rewrite(&scan(text).unwrap()[0], text, today).unwrap();
        assert_eq!((change.start, change.end, change.text.as_str()), (8, 24, "for 8 months"));
    }
}
