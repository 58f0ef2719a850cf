//! `in her sixties`: the decade of the patient's age.

use super::entry::EntryKind;
use super::{Doubt, held::Held};
use crate::document::FlagKind;
use crate::fact::Unit;

const DECADES: &[(&str, i64)] = &[
    ("teens", 10),
    ("twenties", 20),
    ("thirties", 30),
    ("forties", 40),
    ("fifties", 50),
    ("sixties", 60),
    ("seventies", 70),
    ("eighties", 80),
    ("nineties", 90),
];
/// Words of a time that is over: `symptoms since his twenties`.
const PAST: &[&str] =
    &["since", "was", "began", "started", "onset", "until", "when", "were", "had"];
/// Others whose age a letter may tell.
const OTHERS: &[&str] = &[
    "mother",
    "father",
    "sister",
    "brother",
    "aunt",
    "uncle",
    "grandmother",
    "grandfather",
    "relative",
    "relatives",
];

/// Decades that the patient is not in.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let elsewhere = held.tokens.iter().any(|token| token.is_any(OTHERS));
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let Some((_, decade)) = DECADES.iter().find(|(word, _)| token.is(word)) else { continue };
        let before = held.tokens.get(at.saturating_sub(5)..at).unwrap_or_default();
        if elsewhere || before.iter().any(|token| token.is_any(PAST)) || held.knows(&token.stem) {
            continue;
        }
        let years = held.wide.iter().filter(|entry| entry.kind == EntryKind::Base);
        let mut ages = years
            .flat_map(|entry| &entry.reading.quantities)
            .filter(|quantity| quantity.unit == Unit::YearOfAge)
            .peekable();
        let within = |age: i64| (*decade..decade + 10).contains(&age);
        let fits = |quantity: &crate::fact::Quantity| {
            let low = quantity.value.in_millionths() / 1_000_000;
            let high = quantity.high.map_or(low, |high| high.in_millionths() / 1_000_000);
            within(low) || within(high)
        };
        if ages.peek().is_some() && !ages.any(fits) {
            let nearest = held.nearest(|entry| entry.kind == EntryKind::Base);
            let text = format!("The patient is not in the {}.{nearest}", token.lower);
            doubts.push(held.doubt(FlagKind::Age, at, at + 1, text));
        }
    }
    doubts
}
