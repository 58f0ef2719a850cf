//! When something was found, and how often: a value that is older than the payer takes, a test of unknown age, what is
//! only planned, one test where two are asked for.

use super::other::is_recent;
use crate::criterion::check::{Evidence, Finding};
use crate::criterion::checklist::Status;
use crate::criterion::question;
use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, Number, Polarity, Quantity, Reading, Unit, number_at, starts_with};

/// A finding after the time and the number of times that its text asks for.
pub(super) fn in_time(finding: Finding, text: &str, evidence: &Evidence<'_>) -> Finding {
    if finding.status != Status::Met {
        return finding;
    }
    let facts: Vec<&Fact> =
        evidence.facts.iter().copied().filter(|fact| finding.evidence.contains(&fact.id)).collect();
    let never = |fact: &&Fact| tokens(&fact.text).iter().any(|token| token.is("never"));
    if let Some(most) = look_back(text).filter(|_| !facts.iter().any(never)) {
        let ages: Vec<Number> = facts.iter().filter_map(|fact| age(fact)).collect();
        if ages.len() == facts.len() && ages.iter().all(|age| *age > most) {
            return Finding::not_met(finding.evidence, question::other(text));
        }
        if asks_for_a_test(text) && !facts.iter().any(|fact| is_recent(fact)) {
            return Finding::partly(finding.evidence, question::other(text));
        }
    }
    // "Will not take another biologic" is all that can be said of what must not be.
    let denied = Reading::of(text).polarity == Polarity::Negated;
    if !facts.is_empty()
        && !denied
        && !looks_ahead(text)
        && facts.iter().all(|fact| looks_ahead(&fact.text))
    {
        return Finding::partly(finding.evidence, question::other(text));
    }
    if let Some(asked) = rate(text)
        && !facts.iter().filter_map(|fact| rate(&fact.text)).any(|given| given >= asked)
    {
        return Finding::partly(finding.evidence, question::other(text));
    }
    match each(text) {
        Some((count, unit)) if values(&facts, &unit) < count => {
            Finding::partly(finding.evidence, question::other(text))
        }
        _ => finding,
    }
}

/// Whether a text asks for a test by its result: `a negative tuberculosis test`.
fn asks_for_a_test(text: &str) -> bool {
    tokens(text)
        .iter()
        .any(|token| token.any(&["test", "tested", "testing", "screen", "screened", "screening"]))
}

/// Whether a text speaks of what is still to come. A plan is no more than a plan where the payer asks for the thing itself.
fn looks_ahead(text: &str) -> bool {
    const AHEAD: &[&str] = &[
        "planned",
        "plan",
        "plans",
        "scheduled",
        "will",
        "expected",
        "intended",
        "ordered",
        "would",
        "offered",
        "discussed",
        "considering",
        "declined",
        "declines",
        "refused",
        "refuses",
        "deferred",
        "awaiting",
        "pending",
    ];
    tokens(text).iter().any(|token| token.any(AHEAD))
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
    let year = |pair: &[Token]| matches!(pair, [lead, time] if lead.any(LEADS) && time.is("year"));
    match times.as_slice() {
        [time] => Some(time.high.unwrap_or(time.value)),
        [] => tokens.windows(2).any(year).then_some(Number::YEAR),
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
    times.find_map(|time| {
        let days = (time.unit == Unit::Day && ago(&time)).then_some(time.value);
        let old = time.unit == Unit::YearOfAge && says_old(fact, time);
        days.or_else(|| old.then(|| time.value.times(Number::YEAR)))
    })
}

/// Within how many days it must have been, where a fact says it in words: `last month`.
pub(super) fn at_most(fact: &Fact) -> Option<Number> {
    const LATE: &[(&str, i64)] = &[
        ("today", 1),
        ("yesterday", 2),
        ("this week", 7),
        ("last week", 14),
        ("this month", 31),
        ("last month", 62),
        ("this year", 366),
    ];
    let tokens = tokens(&fact.text);
    let elsewhere = ["before", "prior", "earlier", "previous", "ago", "since", "until", "."];
    if tokens.iter().any(|token| token.any(&elsewhere)) {
        return None;
    }
    let said = |words: &str| (0..tokens.len()).any(|at| starts_with(&tokens, at, words));
    LATE.iter().filter(|(words, _)| said(words)).map(|(_, days)| Number::whole(*days)).max()
}

/// Whether an age is that of a result: `the last A1c is five months old`.
fn says_old(fact: &Fact, time: &Quantity) -> bool {
    const RESULTS: &[&str] = &["last", "latest", "result", "test", "level", "labs", "value"];
    let tokens = tokens(&fact.text);
    let before = tokens.iter().filter(|token| token.place.end <= time.place.start);
    before.into_iter().any(|token| token.any(RESULTS))
}

/// On how many days of a week: `at least 5 days per week`.
fn rate(text: &str) -> Option<Number> {
    let tokens = tokens(text);
    let reading = Reading::of(text);
    let days = reading.quantities.iter().filter(|quantity| quantity.unit == Unit::Day);
    days.into_iter().find_map(|days| {
        let at = tokens.partition_point(|token| token.place.start < days.place.end);
        let per = tokens.get(at)?.any(&["per", "a", "each", "every", "/"]);
        (per && tokens.get(at + 1)?.is("week")).then_some(days.value)
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_in_days_per_week_is_no_span() {
        assert_eq!(rate("therapy at least 5 days per week"), Some(Number::whole(5)));
        assert_eq!(rate("therapy for at least 5 days"), None);
    }

    #[test]
    fn a_look_back_may_have_no_number() {
        assert_eq!(look_back("within the last 90 days"), Some(Number::whole(90)));
        assert_eq!(look_back("within the past year"), Some(Number::YEAR));
        assert_eq!(look_back("for at least one year"), None);
    }
}
