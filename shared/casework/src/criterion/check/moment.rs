//! Which of several values counts: the one of now, and not the one that it was.

use crate::criterion::leaf::when;
use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, Number, Quantity, Unit};

/// Words of the time that a value is from, where that is over.
const THEN: &[&str] = &[
    "was",
    "were",
    "been",
    "ago",
    "initially",
    "originally",
    "previously",
    "formerly",
    "earlier",
    "before",
    "last",
    "untreated",
    "baseline",
    "diagnosis",
    "start",
    "started",
    "from",
    "past",
    "prior",
    "peaked",
    "peak",
    "highest",
];

/// Words of a value that is the patient's now.
const NOW: &[&str] = &["now", "today", "currently", "presently", "current", "this", "latest"];

/// Words after which a value is aimed at, or stands for what is normal.
const AIMED: &[&str] = &[
    "goal",
    "target",
    "aim",
    "aiming",
    "normal",
    "reference",
    "ideal",
    "healthy",
    "limit",
    "cutoff",
];

/// The value of now where a fact gives it after the one that it was: `BMI was 41, now it is 36`.
pub(super) fn now<'a>(fact: &'a Fact, given: &Quantity) -> Option<&'a Quantity> {
    let tokens = tokens(&fact.text);
    let then = before(&tokens, given, 5).iter().chain(after(&tokens, given, 3));
    if !then.into_iter().any(|token| token.any(THEN)) || is_now(&tokens, given) {
        return None;
    }
    fact.reading.quantities.iter().find(|other| {
        other.place.start > given.place.end
            && (other.unit == Unit::Bare || other.unit == given.unit)
            && (other.measure.is_none() || other.measure == given.measure)
            && is_now(&tokens, other)
    })
}

/// Whether a fact says of a value that it is aimed at or normal: `goal below 55`.
pub(super) fn is_aimed_at(fact: &Fact, given: &Quantity) -> bool {
    let tokens = tokens(&fact.text);
    let near = before(&tokens, given, 4);
    let start = near.iter().rposition(|token| token.any(&[",", ";", ".", "but"]));
    let clause = near.get(start.map_or(0, |at| at + 1)..).unwrap_or(&[]);
    clause.iter().any(|token| token.any(AIMED))
        && !clause.iter().any(|token| {
            token.any(&["above", "over", "below", "under", "beyond", "than", "not", "from"])
        })
}

/// Whether all that a fact tells is a year old or older.
pub(super) fn is_long_ago(fact: &Fact) -> bool {
    let year = Number::whole(365);
    when::age(fact).is_some_and(|age| age >= year)
}

fn is_now(tokens: &[Token], given: &Quantity) -> bool {
    let near = before(tokens, given, 4);
    let start = near.iter().rposition(|token| token.any(&[",", ";", ".", "and", "but"]));
    let own = near.get(start.map_or(0, |at| at + 1)..).unwrap_or(&[]);
    own.iter().chain(after(tokens, given, 2)).any(|token| token.any(NOW))
}

fn before<'t>(tokens: &'t [Token], given: &Quantity, reach: usize) -> &'t [Token] {
    let at = tokens.partition_point(|token| token.place.end <= given.place.start);
    tokens.get(at.saturating_sub(reach)..at).unwrap_or(&[])
}

fn after<'t>(tokens: &'t [Token], given: &Quantity, reach: usize) -> &'t [Token] {
    let to = tokens.partition_point(|token| token.place.start < given.place.end);
    tokens.get(to..(to + reach).min(tokens.len())).unwrap_or(&[])
}
