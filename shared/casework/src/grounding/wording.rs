//! What the evidence says in other words: a finding is the same finding in any wording, and a narrow one says the broad.

use super::entry::{Entry, EntryKind};
use super::held::Held;
use super::scope::Scope;
use super::words::{self, Token};
use super::{Doubt, binding, drug};
use crate::concept::{Concept, Said};
use crate::document::FlagKind;

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
    let mut known = held.wide.iter().flat_map(|entry| &entry.sayings);
    let is_denied = |scope: Scope| scope == Scope::Denied;
    known.any(|(other, known)| match (is_denied(scope), is_denied(*known)) {
        (true, true) => concept.implies(other.concept),
        (false, false) => other.concept.implies(concept),
        (true, false) | (false, true) => other.concept.is_contrary(concept),
    })
}

/// Wordings of a finding whose contrary a fact has, where none bears them out: `milestones are delayed` against
/// `milestones are on time`.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let affirmed = held.sayings().iter().filter(|(said, scope)| {
        *scope == Scope::Affirmed
            && is_state(&held.tokens, said)
            && !follows(held, said.concept, *scope)
    });
    affirmed
        .filter_map(|(said, _)| {
            let entry = contradicted_by(held, *said)?;
            let part = held.tokens.get(said.from..said.to)?;
            let words: Vec<&str> = part.iter().map(|token| token.text.as_str()).collect();
            let text = format!(
                "“{}” is the contrary of what {} says: {}.",
                words.join(" "),
                entry.id,
                entry.text.trim_end_matches('.')
            );
            Some(held.doubt(FlagKind::Negation, said.from, said.to, text))
        })
        .collect()
}

/// Whether it is a finding in several words that neither denies nor names a treatment.
fn is_state(tokens: &[Token], said: &Said) -> bool {
    let part = tokens.get(said.from..said.to).unwrap_or_default();
    said.to > said.from + 1
        && !said.denies
        && !part.iter().any(|token| drug::is_class(&token.lower))
}

/// The clinician's sentence that says the contrary of the same thing, in several words as well.
fn contradicted_by<'a>(held: &Held<'a>, said: Said) -> Option<&'a Entry> {
    let telling = |token: &&Token| token.stem.len() > 3 && !binding::is_small(&token.lower);
    let own: Vec<&Token> = held.tokens.get(said.from..said.to)?.iter().filter(telling).collect();
    let same = |entry: &Entry, other: &Said| {
        let part = entry.tokens.get(other.from..other.to).unwrap_or_default();
        part.iter().filter(telling).any(|b| own.iter().any(|a| words::akin(&a.stem, &b.stem)))
    };
    held.wide.iter().copied().find(|entry| {
        entry.kind == EntryKind::Clinical
            && entry.sayings.iter().any(|(other, scope)| {
                *scope == Scope::Affirmed
                    && is_state(&entry.tokens, other)
                    && other.concept.is_contrary(said.concept)
                    && same(entry, other)
            })
    })
}
