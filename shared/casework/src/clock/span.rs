//! Lengths of time as laws give them.

use std::fmt;

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Hours.
    Hours(u16),
    /// Calendar days.
    Days(u16),
    /// Days on which offices work.
    BusinessDays(u16),
    /// Calendar months.
    Months(u16),
}

/// Days of the months of a year that is no leap year.
const MONTHS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// The days of a month, from 1 for January, in a year that is no leap year.
pub(super) fn month_days(month: u32) -> Option<u32> {
    MONTHS.get(usize::try_from(month.checked_sub(1)?).ok()?).copied()
}

impl Span {
    /// Reads `72 h`, `30 d`, `3 bd` or `4 mo`.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, unit) = text.trim().split_once(' ')?;
        let number = number.parse().ok().filter(|number| *number > 0)?;
        match unit {
            "h" => Some(Self::Hours(number)),
            "d" => Some(Self::Days(number)),
            "bd" => Some(Self::BusinessDays(number)),
            "mo" => Some(Self::Months(number)),
            _ => None,
        }
    }

    /// The fewest calendar days that it can be: months are as short as they come, and whole days only count.
    pub fn least_days(self) -> u32 {
        match self {
            Self::Hours(hours) => u32::from(hours) / 24,
            Self::Days(days) | Self::BusinessDays(days) => u32::from(days),
            Self::Months(months) => (0..MONTHS.len())
                .map(|first| {
                    MONTHS.iter().cycle().skip(first).take(usize::from(months)).sum::<u32>()
                })
                .min()
                .unwrap_or(0),
        }
    }

    /// Whether it is always as many calendar days.
    pub fn is_fixed(self) -> bool {
        matches!(self, Self::Hours(_) | Self::Days(_))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match self {
            Self::Hours(number) => (number, "hour"),
            Self::Days(number) => (number, "day"),
            Self::BusinessDays(number) => (number, "business day"),
            Self::Months(number) => (number, "month"),
        };
        write!(f, "{number} {unit}{}", if *number == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_and_said() {
        let said = |text: &str| Span::parse(text).map(|span| span.to_string());
        assert_eq!(said("72 h").as_deref(), Some("72 hours"));
        assert_eq!(said("1 d").as_deref(), Some("1 day"));
        assert_eq!(said("3 bd").as_deref(), Some("3 business days"));
        assert_eq!(said("4 mo").as_deref(), Some("4 months"));
        for text in ["", "72", "72h", "0 d", "-1 d", "4 weeks", "d 4", "70000 d"] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn months_count_as_their_shortest_run() {
        let least = |months| Span::Months(months).least_days();
        assert_eq!((least(1), least(2), least(4), least(6), least(12)), (28, 59, 120, 181, 365));
    }
}
