//! The weight of the patient, which notes tell without its name: `29 yo man, 74 kg`.

use crate::fact::token::{Token, tokens};
use crate::fact::{Comparison, Fact, Quantity, Unit};

/// Words beside a mass that is no weight of the patient now.
const CHANGES: &[&str] = &[
    "lost", "lose", "losing", "loss", "gain", "gained", "regained", "down", "up", "birth", "per",
    "over", "dropped", "from", "was", "lift", "lifts", "lifting", "carry", "carries", "shed",
    "under", "before",
];

/// Whether a mass is what the patient weighs.
pub(super) fn is_weight(fact: &Fact, given: &Quantity) -> bool {
    let tokens = tokens(&fact.text);
    let from = tokens.partition_point(|token| token.place.end <= given.place.start);
    let to = tokens.partition_point(|token| token.place.start < given.place.end);
    let changed = |token: &Token| token.any(CHANGES) || token.any(&["/"]);
    let around = tokens.get(from.saturating_sub(3)..from).unwrap_or(&[]).iter();
    let after = tokens.get(to..(to + 2).min(tokens.len())).unwrap_or(&[]).iter();
    given.unit == Unit::Kilogram
        && given.measure.is_none()
        && given.comparison == Comparison::Exactly
        && !around.chain(after).any(changed)
}
