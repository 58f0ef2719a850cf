//! Which side of the body a value is of: where both are measured, the side that is to be treated counts.

use super::Evidence;
use crate::fact::token::{Token, tokens};
use crate::fact::{Fact, FactKind, Laterality, Quantity, Reading};

const RIGHT: &[&str] = &["right", "od", "rt"];
const LEFT: &[&str] = &["left", "os", "lt"];

/// The side that the request names, else the one that all diagnoses with a side name.
pub(super) fn requested(evidence: &Evidence<'_>) -> Option<Laterality> {
    let side = Reading::of(evidence.case.request().name()).laterality;
    let of_diagnoses = || {
        let coded = evidence.of(&[FactKind::Diagnosis]);
        let mut sides = coded.filter_map(|fact| Reading::of(&fact.text).laterality);
        let first = sides.next()?;
        sides.all(|side| side == first).then_some(first)
    };
    side.or_else(of_diagnoses).filter(|side| *side != Laterality::Bilateral)
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
