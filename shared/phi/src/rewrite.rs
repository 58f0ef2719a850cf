//! Says a date without identifying: relative to a day that the caller names, for the library knows no clock.

use std::cmp::Ordering;

use crate::lexicon::role;
use crate::note::Note;
use crate::shadow::Shadow;
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

/// How to say a finding without identifying, relative to `today`: "since 03/2024" becomes "for 8 months", "on March 5, 2024"
/// "8 months ago", a birth date the age, an age above 89 "90+", a season its year.
///
/// None where the finding has no such form, names more than one day, or its day cannot be told.
pub fn rewrite(finding: &Finding, text: &str, today: CivilDate) -> Option<Rewrite> {
    let found = text.get(finding.start..finding.end)?;
    let lead = text.get(..finding.start)?;
    let place = |start: usize, text: String| Some(Rewrite { start, end: finding.end, text });
    let category = finding.category;
    if category == Category::Age90 {
        return place(finding.start, "90+ years old".to_owned());
    }
    if category == Category::DateCoarse {
        return place(finding.start, When::read(found, today)?.year?.to_string());
    }
    if category == Category::Dob {
        let born = When::read(found, today)?.settled(lead, today)?;
        let after_verb = ends_with_word(lead, "born").or_else(|| ends_with_word(lead, "born on"));
        return place(finding.start, birth(born.first.months_to(today), after_verb.is_some())?);
    }
    if category != Category::Date {
        return None;
    }
    let when = When::read(found, today)?.settled(lead, today)?;
    let (start, words) = said(&when, lead, today)?;
    place(start, words)
}

/// An age in words; from 90 on the law knows one age only.
fn birth(months: i32, after_verb: bool) -> Option<String> {
    let age = match months {
        ..0 => return None,
        0..24 => counted(months, "month"),
        24..1080 => counted(months / 12, "year"),
        _ => {
            return Some(if after_verb {
                "90+ years ago".to_owned()
            } else {
                "(age 90+)".to_owned()
            });
        }
    };
    Some(if after_verb { format!("{age} ago") } else { format!("(age {age})") })
}

/// The words for a day in the text and where they begin: a preposition before it is taken in.
fn said(when: &Settled, lead: &str, today: CivilDate) -> Option<(usize, String)> {
    let here = lead.len();
    if let Some(start) = ends_with_word(lead, "since") {
        return (when.first <= today).then(|| (start, format!("for {}", when.distance(today))));
    }
    let start =
        ["on", "in", "dated"].iter().find_map(|word| ends_with_word(lead, word)).unwrap_or(here);
    let distance = when.distance(today);
    Some(match when.first.cmp(&today) {
        _ if distance.starts_with('0') => {
            (start, if when.exact { "today".to_owned() } else { "this month".to_owned() })
        }
        Ordering::Greater => (start, format!("in {distance}")),
        Ordering::Less | Ordering::Equal => (start, format!("{distance} ago")),
    })
}

/// Where the word at the end of `lead` begins, blanks after it left out of account.
fn ends_with_word(lead: &str, word: &str) -> Option<usize> {
    let trimmed = lead.trim_end();
    let start = trimmed.len().checked_sub(word.len())?;
    let same = trimmed.get(start..)?.eq_ignore_ascii_case(word);
    let alone = trimmed.get(..start)?.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    (same && alone && trimmed.len() < lead.len()).then_some(start)
}

/// Words that speak of a day to come.
const AHEAD: [&str; 9] =
    ["due", "next", "until", "scheduled", "return", "returns", "by", "appointment", "follow"];

/// What a date as written says.
#[derive(Default, Clone, Copy)]
struct When {
    year: Option<i32>,
    month: Option<i32>,
    day: Option<i32>,
}

/// A date with its year: the day, or the first of the month where no day is named.
struct Settled {
    first: CivilDate,
    exact: bool,
}

impl When {
    /// Reads one date; none where there are more numbers than one date has.
    fn read(text: &str, today: CivilDate) -> Option<Self> {
        let shadow = Shadow::of(text);
        let note = Note::read(shadow.bytes());
        let tokens = (0..note.len()).map(|i| note.at(i));
        let named = tokens
            .clone()
            .filter(|t| t.has(role::MONTH | role::MES))
            .map(|t| t.value)
            .collect::<Vec<_>>();
        let clock = (0..note.len())
            .find(|i| note.at(*i).is_mark(b':') || note.is(*i, word!("t")))
            .unwrap_or(note.len());
        let numbers: Vec<(i32, usize)> = tokens
            .take(clock)
            .filter(|t| t.is_number())
            .map(|t| (i32::try_from(t.value).unwrap_or(0), t.len()))
            .collect();
        let mut when = Self::default();
        match (named.as_slice(), numbers.as_slice()) {
            ([month], rest) => {
                when.month = i32::try_from(*month).ok();
                let short = (1..note.len()).any(|i| {
                    note.at(i).is_number()
                        && note.at(i).len() == 2
                        && note.before(i, 1).is_one_of(b"'-")
                        && note.at(i).joined()
                });
                when.place(rest, short, today)?;
            }
            ([], [(year, 4), (month, _), (day, _)]) => {
                (when.year, when.month, when.day) = (Some(*year), Some(*month), Some(*day));
            }
            ([], [(a, _), (b, _), (year, digits)]) => {
                (when.month, when.day) =
                    if *a > 12 { (Some(*b), Some(*a)) } else { (Some(*a), Some(*b)) };
                when.year = Some(full_year(*year, *digits, today));
            }
            ([], [(year, 4), (month, _)] | [(month, _), (year, 4)]) => {
                (when.year, when.month) = (Some(*year), Some(*month));
            }
            ([], [(month, 1 | 2), (day, 1 | 2)]) => {
                (when.month, when.day) = (Some(*month), Some(*day));
            }
            ([], [(year, digits @ (2 | 4))]) => {
                when.year = Some(full_year(*year, *digits, today));
            }
            _ => return None,
        }
        Some(when)
    }

    /// Puts the numbers beside a month's name in their places; `short` tells that the last is a year of two digits.
    fn place(&mut self, numbers: &[(i32, usize)], short: bool, today: CivilDate) -> Option<()> {
        let day =
            |value: i32, digits: usize| (digits <= 2 && (1..=31).contains(&value)).then_some(value);
        match *numbers {
            [] => {}
            [(year, 4)] => self.year = Some(year),
            [(year, digits)] if short => self.year = Some(full_year(year, digits, today)),
            [(value, digits)] => self.day = Some(day(value, digits)?),
            [(year, 4), (value, digits)] | [(value, digits), (year, 4)] => {
                (self.year, self.day) = (Some(year), Some(day(value, digits)?));
            }
            [(value, digits), (year, 2)] => {
                (self.year, self.day) =
                    (Some(full_year(year, 2, today)), Some(day(value, digits)?));
            }
            _ => return None,
        }
        Some(())
    }

    /// The date with the year that was meant: without one the last such day, after "due" or "next" the coming one.
    fn settled(self, lead: &str, today: CivilDate) -> Option<Settled> {
        let month = self.month?;
        let day = self.day.unwrap_or(1);
        let ahead = lead.split_whitespace().rev().take(3).any(|word| {
            AHEAD.iter().any(|ahead| {
                word.trim_matches(|c: char| !c.is_alphanumeric()).eq_ignore_ascii_case(ahead)
            })
        });
        let year = self.year.unwrap_or_else(|| {
            let passed = (month, day) <= (today.month, today.day);
            today.year + i32::from(ahead && passed) - i32::from(!ahead && !passed)
        });
        CivilDate::new(year, month, day).map(|first| Settled { first, exact: self.day.is_some() })
    }
}

/// A year of two digits as the nearest that is at most one year ahead.
fn full_year(year: i32, digits: usize, today: CivilDate) -> i32 {
    if digits != 2 {
        return year;
    }
    let century = today.year - today.year % 100;
    if century + year > today.year + 1 { century - 100 + year } else { century + year }
}

impl Settled {
    /// The time between the date and today, in the unit one would say it in.
    fn distance(&self, today: CivilDate) -> String {
        let (early, late) =
            if self.first <= today { (self.first, today) } else { (today, self.first) };
        let (days, months) = (late.days() - early.days(), early.months_to(late));
        match (self.exact, days, months) {
            (true, ..=13, _) => counted(days, "day"),
            (true, 14..=59, _) => counted(days / 7, "week"),
            (_, _, ..=23) => counted(months, "month"),
            _ => counted(months / 12, "year"),
        }
    }
}

fn counted(count: i32, unit: &str) -> String {
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan;

    /// The text with every rewrite put in, on 6 November 2024.
    fn said(text: &str) -> String {
        let today = CivilDate::new(2024, 11, 6).unwrap();
        let mut out = text.to_owned();
        for finding in scan(text).unwrap().iter().rev() {
            if let Some(change) = rewrite(finding, text, today) {
                out.replace_range(change.start..change.end, &change.text);
            }
        }
        out
    }

    #[test]
    fn dates_become_durations_and_distances() {
        for (text, rewritten) in [
            ("Treated since 03/05/2024 with it.", "Treated for 8 months with it."),
            ("Treated since March 2024.", "Treated for 8 months."),
            ("Seen on 3/5/2023.", "Seen 20 months ago."),
            ("Seen on November 2, 2024.", "Seen 4 days ago."),
            ("MRI 2024-10-09 normal.", "MRI 4 weeks ago normal."),
            ("Surgery was 12-Mar-2019.", "Surgery was 5 years ago."),
            ("Due 12/6/2024.", "Due in 4 weeks."),
            ("Seen 10/30 for pain.", "Seen 7 days ago for pain."),
            ("Diagnosed in Feb '21.", "Diagnosed 3 years ago."),
            ("Next visit on December 20.", "Next visit in 6 weeks."),
            ("Improved by fall 2018.", "Improved by 2018."),
        ] {
            assert_eq!(said(text), rewritten, "{text}");
        }
    }

    #[test]
    fn a_birth_date_becomes_an_age_and_never_one_above_eighty_nine() {
        for (text, rewritten) in [
            ("DOB: 3/5/1960", "DOB: (age 64 years)"),
            ("She was born 11/07/1960.", "She was born 63 years ago."),
            ("DOB 1/2/1930", "DOB (age 90+)"),
            ("A 94-year-old man", "A 90+ years old man"),
            ("DOB 5/1/2024", "DOB (age 6 months)"),
        ] {
            assert_eq!(said(text), rewritten, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_names_two_days_is_left_alone() {
        for text in ["SSN 123-45-6789", "Admitted March 3-7, 2024."] {
            assert_eq!(said(text), text);
        }
    }

    #[test]
    fn the_calendar_has_leap_days_only_in_leap_years() {
        assert!(CivilDate::new(2024, 2, 29).is_some() && CivilDate::new(2000, 2, 29).is_some());
        assert!(CivilDate::new(2023, 2, 29).is_none() && CivilDate::new(1900, 2, 29).is_none());
    }
}
