//! Which side of the body a value is of: where both are measured, the side that is to be treated counts.

use super::Evidence;
use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, Laterality, Quantity, Reading};

const RIGHT: &[&str] = &["right", "od", "rt"];
const LEFT: &[&str] = &["left", "os", "lt"];

/// The side that the request names, if it names one.
pub(super) fn requested(evidence: &Evidence<'_>) -> Option<Laterality> {
    let side = Reading::of(evidence.case.request().name()).laterality;
    side.filter(|side| *side != Laterality::Bilateral)
}

/// The side of a value: named in its part of the sentence, the nearest word before it first: `OD 20/70, OS 20/25`.
pub(super) fn of(fact: &Fact, given: &Quantity) -> Option<Laterality> {
    let tokens = tokens(&fact.text);
    let at = tokens.partition_point(|token| token.place.end <= given.place.start);
    let to = tokens.partition_point(|token| token.place.start < given.place.end);
    let ends = |token: &&Token| token.any(&[",", ";", ".", "and", "but"]);
    let before = tokens.get(..at)?.iter().rev().take_while(|token| !ends(token)).find_map(side);
    before.or_else(|| tokens.get(to..)?.iter().take_while(|token| !ends(token)).find_map(side))
}

fn side(token: &Token) -> Option<Laterality> {
    if token.any(RIGHT) {
        Some(Laterality::Right)
    } else {
        token.any(LEFT).then_some(Laterality::Left)
    }
}
