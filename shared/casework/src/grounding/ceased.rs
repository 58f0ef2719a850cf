//! What a fact says has ended is not said to go on: `still drives` against `stopped driving`.

use super::entry::Entry;
use super::words::{self, Token, TokenKind};
use super::{Doubt, held::Held};
use crate::document::FlagKind;

/// Words by which something goes on.
const GOES_ON: &[&str] = &["still", "continues", "keeps"];
/// Words by which something has ended.
const ENDED: &[&str] =
    &["stopped", "quit", "ceased", "stopping", "longer", "abandoned", "cannot", "unable", "gave"];
/// How far the act may stand behind such a word.
const REACH: usize = 3;

/// Acts said to go on that the facts say have ended.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        let Some(act) = held.at(at + 1 + usize::from(held.at(at + 1).is_some_and(|t| t.is("to"))))
        else {
            continue;
        };
        let telling = act.kind == TokenKind::Word && act.stem.len() > 3;
        if !token.is_any(GOES_ON) || !telling {
            continue;
        }
        let speaks = |entry: &&&Entry| entry.places(&act.stem).next().is_some();
        let mut there = held.pool.iter().filter(speaks).peekable();
        let first = there.peek().map(|entry| (entry.id, entry.text.clone()));
        if let Some((id, text)) = first
            && there.all(|entry| has_ended(entry, act))
        {
            let text = format!("“{}” has ended: {id} says: {text}", act.text);
            doubts.push(held.doubt(FlagKind::Negation, at, at + 2, text));
        }
    }
    doubts
}

/// Whether every mention of the act in the entry stands behind a word of its end.
fn has_ended(entry: &Entry, act: &Token) -> bool {
    let ends = |place: usize| {
        let before = entry.tokens.get(place.saturating_sub(REACH)..place).unwrap_or_default();
        before.iter().any(|token| token.is_any(ENDED))
    };
    let mut places = (0..entry.tokens.len()).filter(|place| {
        entry.tokens.get(*place).is_some_and(|token| words::akin(&token.stem, &act.stem))
    });
    places.all(ends)
}
