//! Snellen fractions: `20/70 or worse` is a bound on what stands below the line, and the larger the worse.

use super::measure::MeasureMention;
use super::number::Number;
use super::reading::{Comparison, Place, Quantity, Unit};
use super::token::{Token, TokenKind, starts_with};

const NAME: &str = "visual acuity";
/// The lines of a chart at twenty feet.
const LINES: &[i64] = &[10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 100, 125, 150, 200, 300, 400, 800];
/// How near another measure must be for the fraction to be a score of it: `MMSE 20/30`.
const NEAR: usize = 3;

/// Bounds before a fraction and after it.
const BEFORE: &[(&str, Comparison)] = &[
    ("no better than", Comparison::AtLeast),
    ("worse than", Comparison::MoreThan),
    ("better than", Comparison::LessThan),
];
const AFTER: &[(&str, Comparison)] =
    &[("or worse", Comparison::AtLeast), ("or better", Comparison::AtMost)];

/// The acuity that starts at a token, and the token after it.
pub(super) fn acuity(
    tokens: &[Token],
    at: usize,
    named: &[MeasureMention],
) -> Option<(Quantity, usize)> {
    let figure = |at: usize| match tokens.get(at)?.kind {
        TokenKind::Number(value) => Some(value),
        TokenKind::Word | TokenKind::Sign => None,
    };
    let (first, slash, last) = (tokens.get(at)?, tokens.get(at + 1)?, tokens.get(at + 2)?);
    let line = figure(at + 2).filter(|line| LINES.iter().any(|n| Number::whole(*n) == *line))?;
    let fraction = figure(at)? == Number::whole(20)
        && slash.is("/")
        && first.touches(slash)
        && slash.touches(last);
    let scored = named.iter().any(|measure| {
        measure.name != NAME && measure.to <= at && at.saturating_sub(measure.to) < NEAR
    });
    if !fraction || scored {
        return None;
    }
    let led = |words: &str| {
        let from = at.checked_sub(words.split(' ').count())?;
        starts_with(tokens, from, words).then_some(from)
    };
    let before = BEFORE.iter().find_map(|(words, bound)| Some((led(words)?, *bound)));
    let after = AFTER.iter().find(|(words, _)| starts_with(tokens, at + 3, words));
    let (from, to) =
        (before.map_or(at, |(from, _)| from), at + if after.is_some() { 5 } else { 3 });
    let comparison = after.map(|(_, bound)| *bound).or(before.map(|(_, bound)| bound));
    let comparison = comparison.unwrap_or_default();
    let place = Place { start: tokens.get(from)?.place.start, end: tokens.get(to - 1)?.place.end };
    let unit = Unit::Other("snellen".to_owned());
    let quantity =
        Quantity { value: line, high: None, unit, comparison, measure: Some(NAME), place };
    Some((quantity, to))
}

#[cfg(test)]
mod tests {
    use super::super::Reading;
    use super::*;

    fn read(text: &str) -> Vec<(Option<&'static str>, Number, Comparison)> {
        let quantities = Reading::of(text).quantities.into_iter();
        quantities.map(|found| (found.measure, found.value, found.comparison)).collect()
    }

    #[test]
    fn worse_is_a_larger_number_below_the_line() {
        let acuity = |line, comparison| vec![(Some(NAME), Number::whole(line), comparison)];
        assert_eq!(read("20/50 or worse"), acuity(50, Comparison::AtLeast));
        assert_eq!(read("vision worse than 20/40"), acuity(40, Comparison::MoreThan));
        assert_eq!(read("he sees 20/25"), acuity(25, Comparison::Exactly));
    }

    #[test]
    fn a_score_out_of_thirty_is_no_acuity() {
        assert!(read("MMSE 20/30").iter().all(|(measure, _, _)| *measure != Some(NAME)));
    }
}
