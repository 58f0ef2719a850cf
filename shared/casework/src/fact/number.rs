//! Exact decimal numbers, so that `0.1 + 0.2` never decides whether a criterion is met.

use super::token::{Token, TokenKind};
use std::fmt;

/// A decimal number with six places, compared exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Number(i64);

const SCALE: i64 = 1_000_000;

impl Number {
    /// Days in a month, as a mean of the Gregorian calendar.
    pub(crate) const MONTH: Self = Self(30_437_500);
    /// Days in a year: twelve months.
    pub(crate) const YEAR: Self = Self(365_250_000);

    /// A whole number; values beyond nine million million are capped.
    pub const fn whole(value: i64) -> Self {
        Self(value.saturating_mul(SCALE))
    }

    /// A number of millionths.
    pub const fn millionths(value: i64) -> Self {
        Self(value)
    }

    /// Reads digits with an optional decimal point and thousands commas: `1,250.5`. `None` for anything else,
    /// for more than nine digits before the point and for more than six after it.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = if is_grouped(text) { text.replace(',', "") } else { text.to_owned() };
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + part.len() == 0
            || whole.len() > 9
            || part.len() > 6
            || !digits(whole)
            || !digits(part)
        {
            return None;
        }
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let part: i64 = format!("{part:0<6}").parse().ok()?;
        Some(Self(whole * SCALE + part))
    }

    /// The sum with another number.
    pub(crate) const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The product of two numbers, rounded to the nearest millionth; capped where it would overflow.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let scale = i128::from(SCALE);
        let product = i128::from(self.0) * i128::from(other.0);
        let rounded = (product + scale / 2 * product.signum()) / scale;
        Self(i64::try_from(rounded).unwrap_or(i64::MAX))
    }

    /// The quotient of two numbers, rounded to the nearest millionth; `None` for a division by zero.
    pub fn over(self, other: Self) -> Option<Self> {
        if other.0 == 0 {
            return None;
        }
        let quotient = i128::from(self.0) * i128::from(SCALE) / i128::from(other.0);
        i64::try_from(quotient).ok().map(Self)
    }

    /// The whole part, if the number is not negative.
    pub fn floor(self) -> Option<u64> {
        u64::try_from(self.0.div_euclid(SCALE)).ok()
    }

    /// The number in millionths.
    pub const fn in_millionths(self) -> i64 {
        self.0
    }
}

/// Whether every comma stands before a group of exactly three digits, as in `12,500`.
fn is_grouped(text: &str) -> bool {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
        let part = format!("{part:06}");
        let part = part.trim_end_matches('0');
        if part.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{part}") }
    }
}

/// `two and a half`: the half behind a number belongs to it.
pub(super) fn with_half(tokens: &[Token], value: Number, after: usize) -> (Number, usize) {
    const HALF: Number = Number::millionths(500_000);
    let is = |ahead: usize, word: &str| tokens.get(after + ahead).is_some_and(|t| t.is(word));
    if is(0, "and") && is(1, "a") && is(2, "half") {
        return (Number::millionths(value.in_millionths() + HALF.in_millionths()), after + 3);
    }
    (value, after)
}

/// Whether a minus stands right before a number and belongs to it: `-2.5`, but not `4-6`.
pub(super) fn is_negative(tokens: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|place| tokens.get(place));
    let (Some(sign), Some(number)) = (before(1), tokens.get(at)) else { return false };
    let glued = before(2)
        .is_some_and(|word| word.touches(sign) || matches!(word.kind, TokenKind::Number(_)));
    sign.any(&["-", "−", "–"]) && sign.touches(number) && !glued
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_written_alike() {
        for text in ["0", "7", "0.5", "7.25", "12500", "0.000001"] {
            assert_eq!(Number::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Number::parse("12,500"), Number::parse("12500"));
        assert_eq!(Number::parse(".5"), Number::parse("0.5"));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", ".", "1,2", "1.2.3", "-1", "1e5", "12345678901", "0.1234567"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn products_and_quotients_are_exact_to_a_millionth() {
        let month = Number::parse("30.4375").unwrap();
        assert_eq!(Number::whole(12).times(month).to_string(), "365.25");
        assert_eq!(Number::whole(1).over(Number::whole(8)).unwrap().to_string(), "0.125");
        assert_eq!(Number::whole(1).over(Number::whole(0)), None);
    }
}
