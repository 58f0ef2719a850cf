//! Times that a criterion asks for: how long something has lasted, how long a treatment was given.

use super::{Leaf, Requirement};
use crate::criterion::words;
use crate::fact::token::Token;
use crate::fact::{Comparison, Number, Quantity, Unit};

/// What a rate is per.
const TIMES: &[&str] = &["day", "night", "week", "month", "quarter", "year", "visit", "session"];

/// A duration that is no look-back (`within the past 6 months` says when, not how long) and no rate (`5 days per week`).
pub(in crate::criterion) fn spans(leaf: &Leaf) -> Vec<&Quantity> {
    let look_back = |quantity: &Quantity| {
        let at = before(leaf, quantity);
        let before = leaf.tokens.get(at.saturating_sub(3)..at).unwrap_or(&[]);
        before
            .iter()
            .any(|token| token.any(&["past", "last", "previous", "prior", "within", "every", "in"]))
    };
    let rate = |quantity: &Quantity| {
        let at = leaf.tokens.partition_point(|token| token.place.start < quantity.place.end);
        let time = leaf.tokens.get(at + 1).is_some_and(|token| token.any(TIMES));
        time && leaf
            .tokens
            .get(at)
            .is_some_and(|token| token.any(&["per", "a", "each", "every", "/"]))
    };
    leaf.reading
        .quantities
        .iter()
        .filter(|quantity| quantity.unit == Unit::Day && !look_back(quantity) && !rate(quantity))
        .collect()
}

/// The age, in days, before which something must have begun.
pub(super) fn onset(leaf: &Leaf) -> Option<Number> {
    const BEFORE: &[&str] =
        &["onset before", "onset prior to", "onset under", "diagnosed before", "began before"];
    let from = leaf.at(BEFORE)?;
    let start = leaf.tokens.get(from)?.place.start;
    let mut times = leaf.reading.quantities.iter().filter(|quantity| quantity.place.start > start);
    times.find_map(|time| {
        let years = (time.unit == Unit::YearOfAge).then(|| time.value.times(Number::YEAR));
        years.or_else(|| (time.unit == Unit::Day).then_some(time.value))
    })
}

/// The token that a quantity, or the bound before it, starts at.
fn before(leaf: &Leaf, quantity: &Quantity) -> usize {
    leaf.tokens.partition_point(|token| token.place.start < quantity.place.start)
}

/// The spans for which a treatment was given: all but those for which a complaint has been there.
pub(super) fn treated(leaf: &Leaf) -> Vec<&Quantity> {
    let spans = spans(leaf);
    match spans.iter().position(|span| is_presence(leaf, span)) {
        Some(at) => {
            spans.into_iter().enumerate().filter(|(n, _)| *n != at).map(|(_, s)| s).collect()
        }
        None => spans,
    }
}

/// Whether a time says how long a complaint has been there: `pain present for a minimum of 3 months`.
fn is_presence(leaf: &Leaf, span: &Quantity) -> bool {
    const THERE: &[&str] = &[
        "present",
        "persisted",
        "persisting",
        "persistent",
        "persists",
        "existed",
        "lasting",
        "ongoing",
    ];
    const TREATED: &[&str] = &[
        "trial",
        "treatment",
        "therapy",
        "failure",
        "failed",
        "management",
        "care",
        "course",
        "despite",
        "after",
        "taken",
    ];
    let at = before(leaf, span);
    let before = leaf.tokens.get(..at).unwrap_or(&[]);
    let near = before.get(before.len().saturating_sub(7)..).unwrap_or(&[]);
    near.iter().any(|token| token.any(THERE)) && !before.iter().any(|token| token.any(TREATED))
}

/// How long a complaint must have been there beside a treatment that is asked for.
pub(super) fn presence(leaf: &Leaf, text: &str) -> Option<Requirement> {
    let span = spans(leaf).into_iter().find(|span| is_presence(leaf, span))?;
    let words = words::content(text.get(..span.place.start)?);
    let days = span.value;
    (!words.is_empty()).then_some(Requirement::Lasting { days, words, of: Vec::new() })
}

pub(super) fn lasting(leaf: &Leaf, text: &str) -> Option<Requirement> {
    // Hours say how often or how near, not how long something has lasted.
    let long = |days: &Number| *days >= Number::whole(3);
    // "Over 6 months or less" is the time in which something happened.
    let most =
        |span: &&Quantity| matches!(span.comparison, Comparison::AtMost | Comparison::LessThan);
    let lasting = spans(leaf).into_iter().filter(|span| !most(span));
    let days = lasting.map(|quantity| quantity.value).max().filter(long)?;
    if leaf.begins(&["approv", "authoriz"]) {
        return None;
    }
    let verb = |token: &Token| token.any(&["with", "while", "despite", "after", "not"]);
    let plain = !leaf.tokens.iter().any(verb);
    let of = leaf.conditions.iter().map(|found| found.what).filter(|_| plain).collect();
    let words = words::content(text);
    (!words.is_empty()).then_some(Requirement::Lasting { days, words, of })
}

/// The text without its end where that only says that it is of the time before the treatment: `urticaria for 6 weeks prior to
/// treatment with Xolair`.
pub(super) fn before_treatment(text: &str) -> &str {
    const BEFORE: &[&str] = &[
        " prior to treatment with ",
        " prior to starting ",
        " prior to initiating ",
        " prior to initiation of ",
        " before treatment with ",
        " before starting ",
        " before initiating ",
    ];
    let lower = text.to_lowercase();
    let end = BEFORE.iter().filter_map(|words| Some((lower.find(words)?, words.len()))).min();
    let last = |(at, length): &(usize, usize)| {
        lower.get(at + length..).is_some_and(|rest| rest.split_whitespace().count() <= 2)
    };
    end.filter(last).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}
