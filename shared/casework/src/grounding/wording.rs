//! What the evidence says in other words: a finding is the same finding in any wording, and a narrow one says the broad.

use super::held::Held;
use super::scope::Scope;
use crate::concept::Concept;

/// Whether the word belongs to a wording of a concept which the evidence says.
pub(super) fn is_said(held: &Held, at: usize) -> bool {
    held.sayings()
        .iter()
        .filter(|(said, _)| said.from <= at && at < said.to)
        .any(|(said, scope)| follows(held, said.concept, *scope))
}

/// Whether the evidence bears a concept out as the sentence has it. The narrow affirmed says the broad, the broad denied
/// denies the narrow; and what denies a concept says its contrary.
fn follows(held: &Held, concept: Concept, scope: Scope) -> bool {
    let known = || held.wide.iter().flat_map(|entry| &entry.concepts);
    let is_denied = |scope: Scope| scope == Scope::Denied;
    if is_denied(scope) {
        known().any(|(other, known)| match is_denied(*known) {
            true => concept.implies(*other),
            false => other.is_contrary(concept),
        })
    } else {
        known().any(|(other, known)| match is_denied(*known) {
            true => *other == concept || other.is_contrary(concept),
            false => other.implies(concept),
        })
    }
}
