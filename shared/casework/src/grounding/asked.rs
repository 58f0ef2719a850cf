//! Lengths of time that stand in the facts, but of something else than the sentence says.

use super::entry::{Entry, EntryKind};
use super::held::Held;
use super::quantity;
use super::words::Token;
use crate::fact::{Quantity, Unit};

/// Words that ask, with the length that is asked for right behind them: `authorization for twelve months`.
const ASKS: &[&str] = &[
    "authorization",
    "authorize",
    "authorized",
    "approval",
    "approve",
    "approved",
    "request",
    "requested",
    "requesting",
];
/// Words behind which a length is no longer what is asked for.
const TURNS: &[&str] = &[
    "after",
    "because",
    "since",
    "despite",
    "failed",
    "past",
    "last",
    "within",
    "following",
    ",",
    ";",
    "over",
];

/// Whether the sentence asks for a length that the request does not have.
pub(super) fn is_other_length(held: &Held, said: &Quantity, at: usize) -> bool {
    let before = held.tokens.get(at.saturating_sub(6)..at).unwrap_or_default();
    let led = before
        .iter()
        .rev()
        .take_while(|token| !token.is_any(TURNS))
        .any(|token| token.is_any(ASKS));
    let lengths: Vec<&Quantity> = held
        .wide
        .iter()
        .filter(|entry| entry.is_request())
        .flat_map(|entry| &entry.reading.quantities)
        .filter(|known| known.unit == Unit::Day)
        .collect();
    let close = |known: &&&Quantity| {
        quantity::follows(said, known) || known.value >= said.value && known.high.is_some()
    };
    led && !lengths.is_empty() && !lengths.iter().any(|known| close(&known))
}

/// Whether another fact with a length of its own speaks of what the sentence speaks of, and those that bear the length out
/// share no word with it.
pub(super) fn is_of_another(held: &Held, bearing: &[&Entry]) -> bool {
    let has_length = |entry: &&&Entry| {
        let told = matches!(entry.kind, EntryKind::History | EntryKind::Clinical);
        told && entry.reading.quantities.iter().any(|quantity| quantity.unit == Unit::Day)
    };
    let shared = |entry: &Entry| {
        held.words().filter(|(_, token)| is_telling(token) && entry.has(&token.stem)).count()
    };
    let best = held.wide.iter().filter(has_length).map(|entry| shared(entry)).max().unwrap_or(0);
    best > 1 && bearing.iter().all(|entry| shared(entry) == 0)
}

fn is_telling(token: &Token) -> bool {
    const SMALL: &[&str] = &[
        "week", "month", "year", "days", "hours", "three", "four", "five", "seven", "eight",
        "nine", "twelve", "with", "that", "this", "from", "have", "been", "were", "after",
        "before", "each", "every", "over", "than", "about", "patient", "still",
    ];
    token.stem.len() > 3
        && !SMALL.contains(&token.lower.as_str())
        && !SMALL.contains(&token.stem.as_str())
}
