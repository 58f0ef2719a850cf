//! So many of a thing in a period: `8 attacks per week`, `three sessions weekly`.

use super::held::Held;
use super::words::{self, Token};
use super::{count, entry::Entry};

/// The words from a counted noun to its period, if the facts count this noun by periods but never so: `8 attacks per
/// month` or `9 attacks per week` where all have `8 attacks per week`.
pub(super) fn is_other(held: &Held, number: usize, noun: usize) -> Option<usize> {
    const CHANGES: &[&str] = &[
        "reduction",
        "fewer",
        "less",
        "more",
        "drop",
        "decrease",
        "fall",
        "increase",
        "rise",
        "change",
        "gain",
        "away",
        "off",
    ];
    let at = noun.saturating_sub(5);
    let range = held
        .tokens
        .get(at..noun)
        .is_some_and(|part| part.iter().any(|t| t.is_any(&["to", "-", "or"])));
    if range || held.tokens.iter().any(|token| token.is_any(CHANGES)) {
        return None;
    }
    let said = period(held.tokens.get(noun + 1..).unwrap_or_default())?;
    let stem = &held.at(noun)?.stem;
    let known: Vec<(usize, &str)> = held.pool.iter().flat_map(|entry| rates(entry, stem)).collect();
    let near = known.iter().any(|(count, period)| *count == number || *period == said);
    let to = if held.at(noun + 1)?.lower.ends_with("ly") { noun + 2 } else { noun + 3 };
    // `headache days fell from 21 to 17`: the count without its period.
    let loosely = held.pool.iter().any(|entry| {
        let same = |token: &Token| {
            count::exactly(&token.lower) == Some(number) || token.lower.parse() == Ok(number)
        };
        entry.has(stem) && rates(entry, stem).is_empty() && entry.tokens.iter().any(same)
    });
    (near && !loosely && !known.contains(&(number, said))).then_some(to)
}

/// The counts of a noun by periods that an entry has.
fn rates<'a>(entry: &'a Entry, stem: &str) -> Vec<(usize, &'a str)> {
    let value = |at: usize| {
        let token = entry.tokens.get(at)?;
        count::of_token(token)
    };
    let counted = (0..entry.tokens.len()).filter_map(|at| Some((at, value(at)?)));
    let rate = |(at, number): (usize, usize)| {
        let behind = entry.tokens.get(at + 1..)?;
        let noun = behind.iter().take(5).position(|token| words::akin(&token.stem, stem))?;
        Some((number, period(behind.get(noun + 1..)?)?))
    };
    counted.filter_map(rate).collect()
}

/// The period that a text opens with: `per week`, `a month`, `weekly`.
fn period(tokens: &[Token]) -> Option<&str> {
    let adverb = |token: &Token| match token.lower.as_str() {
        "daily" => Some("day"),
        "weekly" => Some("week"),
        "monthly" => Some("month"),
        "nightly" => Some("night"),
        "yearly" => Some("year"),
        _ => None,
    };
    match tokens {
        [first, ..] if adverb(first).is_some() => adverb(first),
        [every, unit, ..]
            if every.is_any(&["per", "a", "an", "each", "every"])
                && unit.is_any(&["day", "week", "month", "year", "night", "hour"]) =>
        {
            Some(unit.lower.as_str())
        }
        _ => None,
    }
}
