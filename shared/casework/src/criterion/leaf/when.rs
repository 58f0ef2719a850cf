//! When something was found, and how often: a value that is older than the payer takes, one test where two are asked for.

use crate::criterion::check::{Evidence, Finding};
use crate::criterion::checklist::Status;
use crate::criterion::question;
use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, Number, Quantity, Reading, Unit, number_at};

/// A finding after the time and the number of times that its text asks for.
pub(super) fn in_time(finding: Finding, text: &str, evidence: &Evidence<'_>) -> Finding {
    if finding.status != Status::Met {
        return finding;
    }
    let facts: Vec<&Fact> =
        evidence.facts.iter().copied().filter(|fact| finding.evidence.contains(&fact.id)).collect();
    if let Some(most) = look_back(text) {
        let ages: Vec<Number> = facts.iter().filter_map(|fact| age(fact)).collect();
        if ages.len() == facts.len() && ages.iter().all(|age| *age > most) {
            return Finding::not_met(finding.evidence, question::other(text));
        }
    }
    match each(text) {
        Some((count, unit)) if values(&facts, &unit) < count => {
            Finding::partly(finding.evidence, question::other(text))
        }
        _ => finding,
    }
}

/// How many days a finding may be old: `within the last 90 days`.
pub(super) fn look_back(text: &str) -> Option<Number> {
    const LEADS: &[&str] = &["within", "past", "last", "previous", "preceding", "prior"];
    let tokens = tokens(text);
    let looks = |time: &&Quantity| {
        let at = tokens.partition_point(|token| token.place.end <= time.place.start);
        tokens.get(at.saturating_sub(2)..=at).unwrap_or(&[]).iter().any(|token| token.any(LEADS))
    };
    let reading = Reading::of(text);
    let times: Vec<&Quantity> = reading
        .quantities
        .iter()
        .filter(|quantity| quantity.unit == Unit::Day)
        .filter(looks)
        .collect();
    match times.as_slice() {
        [time] => Some(time.high.unwrap_or(time.value)),
        _ => None,
    }
}

/// How old what a fact tells is, if it says so: `five months old`, `3 weeks ago`.
pub(super) fn age(fact: &Fact) -> Option<Number> {
    let tokens = tokens(&fact.text);
    let ago = |time: &&Quantity| {
        let at = tokens.partition_point(|token| token.place.start < time.place.end);
        let said = |token: &Token| token.any(&["old", "ago", "earlier", "back"]);
        tokens.get(at).is_some_and(said)
    };
    let mut times = fact.reading.quantities.iter();
    // "Five months old" reads as an age; years become days again.
    let year = Number::millionths(365_250_000);
    times.find_map(|time| {
        let days = (time.unit == Unit::Day && ago(&time)).then_some(time.value);
        let old = time.unit == Unit::YearOfAge && says_old(fact, time);
        days.or_else(|| old.then(|| time.value.times(year)))
    })
}

/// Whether an age is that of a result: `the last A1c is five months old`.
fn says_old(fact: &Fact, time: &Quantity) -> bool {
    const RESULTS: &[&str] = &["last", "latest", "result", "test", "level", "labs", "value"];
    let tokens = tokens(&fact.text);
    let before = tokens.iter().filter(|token| token.place.end <= time.place.start);
    before.into_iter().any(|token| token.any(RESULTS))
}

/// How many values a text asks for, and in which unit: `two tests, each with a peak below 10 ng/mL`.
fn each(text: &str) -> Option<(usize, Unit)> {
    let tokens = tokens(text);
    let at = tokens.iter().position(|token| token.is("each"))?;
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

/// How many values of a unit stand in facts.
fn values(facts: &[&Fact], unit: &Unit) -> usize {
    let quantities = facts.iter().flat_map(|fact| &fact.reading.quantities);
    quantities.filter(|quantity| quantity.unit == *unit).count()
}
