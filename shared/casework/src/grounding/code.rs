//! Diagnosis and procedure codes: only those of the case.

use super::{Doubt, held::Held};
use crate::document::FlagKind;

/// Codes that the case does not hold.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let known: Vec<&str> = held
        .wide
        .iter()
        .flat_map(|entry| &entry.reading.codes)
        .map(|code| code.code.as_str())
        .collect();
    let stands = |code: &str| {
        known.contains(&code)
            || held.wide.iter().any(|entry| entry.tokens.iter().any(|token| token.text == code))
    };
    let unknown = held
        .reading
        .codes
        .iter()
        .filter(|code| !stands(&code.code) && !is_policy_number(held, code.place.start));
    unknown
        .map(|code| {
            let nearest = match known.as_slice() {
                [] => " No fact holds a code.".to_owned(),
                codes => format!(" The facts hold {}.", codes.join(", ")),
            };
            Doubt {
                kind: FlagKind::Code,
                place: code.place,
                text: format!("The code {} is not in the facts.{nearest}", code.code),
            }
        })
        .collect()
}

/// `policy 0345` reads like a code, and is left to the family of citations.
fn is_policy_number(held: &Held, start: usize) -> bool {
    let at = held.tokens.iter().position(|token| token.start == start);
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| held.at(at));
    before.is_some_and(|token| {
        token.is_any(&["policy", "bulletin", "cpb", "lcd", "ncd", "guideline", "pmid"])
    })
}
