//! How old the patient was when it began.

use super::{Evidence, Finding};
use crate::criterion::question;
use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, FactId, Number, Origin, Quantity, Unit};

/// Who is younger than an age now was so at the onset as well; of others only the note can say it.
pub(super) fn onset(before: Number, evidence: &Evidence<'_>) -> Finding {
    let (_, oldest) = evidence.case.patient().age().months();
    let younger =
        oldest.is_some_and(|oldest| Number::MONTH.times(Number::whole(oldest.into())) < before);
    let ages = evidence.facts.iter().filter(|fact| fact.origin == Origin::Age);
    if younger {
        return Finding::met(ages.map(|fact| fact.id).collect());
    }
    let early = |fact: &&Fact| began(fact).is_some_and(|age| age < before);
    let told: Vec<FactId> = evidence.prose().filter(early).map(|fact| fact.id).collect();
    let late = |fact: &&Fact| began(fact).is_some_and(|age| age >= before) && is_onset(fact);
    let after: Vec<FactId> = evidence.prose().filter(late).map(|fact| fact.id).collect();
    match (told.is_empty(), after.is_empty()) {
        (false, _) => Finding::met(told),
        (true, false) => Finding::not_met(after, question::onset(before)),
        (true, true) => Finding::open(question::onset(before)),
    }
}

/// Whether a fact tells when something began, and not only since when it is so.
fn is_onset(fact: &Fact) -> bool {
    tokens(&fact.text).iter().any(|token| token.any(&["began", "onset", "started", "first"]))
}

/// The age in days from which on a fact tells of something: `seizures from 7 months`.
fn began(fact: &Fact) -> Option<Number> {
    const FROM: &[&str] = &["from", "since", "began", "started", "starting", "onset", "age"];
    let tokens = tokens(&fact.text);
    let led = |quantity: &&Quantity| {
        let at = tokens.partition_point(|token| token.place.end <= quantity.place.start);
        let before = tokens.get(at.saturating_sub(3)..at).unwrap_or_default();
        let ago = tokens.get(at..(at + 4).min(tokens.len())).unwrap_or_default();
        let past = |token: &Token| token.any(&["ago", "earlier", "before"]);
        before.iter().any(|token| token.any(FROM)) && !ago.iter().any(past)
    };
    let given =
        fact.reading.quantities.iter().find(|quantity| {
            matches!(quantity.unit, Unit::Day | Unit::YearOfAge) && led(quantity)
        })?;
    let years = given.unit == Unit::YearOfAge;
    Some(if years { given.value.times(Number::YEAR) } else { given.value })
}
