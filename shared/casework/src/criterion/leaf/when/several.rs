//! Results that a criterion asks for more than once.

use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, Reading, Unit, number_at};

/// How many values a text asks for, and in which unit: `two tests, each with a peak below 10 ng/mL`.
pub(super) fn each(text: &str) -> Option<(usize, Unit)> {
    let tokens = tokens(text);
    let at = tokens.iter().position(|token| token.is("each")).or_else(|| repeated(&tokens))?;
    let counted =
        (0..at).rev().find_map(|place| number_at(&tokens, place).map(|(value, _)| value))?;
    let count = usize::try_from(counted.floor()?).ok().filter(|count| (2..=9).contains(count))?;
    let place = tokens.get(at)?.place.start;
    let reading = Reading::of(text);
    let asked = reading.quantities.iter().find(|quantity| {
        quantity.place.start > place && !matches!(quantity.unit, Unit::Day | Unit::Count(_))
    })?;
    Some((count, asked.unit.clone()))
}

/// Where results stand that are counted: `two morning levels below 300 ng/dL`.
fn repeated(tokens: &[Token]) -> Option<usize> {
    const RESULTS: &[&str] = &[
        "levels",
        "tests",
        "measurements",
        "readings",
        "values",
        "occasions",
        "determinations",
        "results",
    ];
    const REACH: usize = 4;
    let counted = |at: usize| {
        (at.saturating_sub(REACH)..at)
            .any(|place| number_at(tokens, place).is_some_and(|(_, to)| to <= at))
    };
    (0..tokens.len())
        .find(|at| tokens.get(*at).is_some_and(|token| token.any(RESULTS)) && counted(*at))
}

/// How many values of a unit stand in facts.
pub(super) fn values(facts: &[&Fact], unit: &Unit) -> usize {
    let quantities = facts.iter().flat_map(|fact| &fact.reading.quantities);
    quantities.filter(|quantity| quantity.unit == *unit).count()
}
