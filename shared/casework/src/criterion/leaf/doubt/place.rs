//! Notes that put a thing elsewhere, or rule it out.

use crate::criterion::check::{Evidence, Heard};
use crate::criterion::leaf::other::telling;
use crate::criterion::words;
use crate::fact::token::{Token, TokenKind, tokens};
use crate::fact::{Fact, FactId, FactKind, starts_with};

/// Facts that name a thing on the other side, and none that names it on the side that a text asks for: a right bundle branch
/// block is no left one, and what hangs above the pubis does not hang below it.
pub(super) fn other_side(text: &str, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    let asked = tokens(text);
    let (side, other, thing) = (0..asked.len()).find_map(|at| placed(&asked, at))?;
    // "Left or right" asks for either.
    if asked.iter().any(|token| token.is(other)) {
        return None;
    }
    let says = |fact: &Fact, side: &str| {
        let tokens = tokens(&fact.text);
        (0..tokens.len())
            .filter_map(|at| placed(&tokens, at))
            .any(|(own, _, named)| own == side && named.is(&thing.lower))
    };
    let spoken: Vec<&Fact> =
        evidence.of(&[FactKind::Clinical, FactKind::Diagnostic, FactKind::Diagnosis]).collect();
    let there = spoken.iter().any(|fact| says(fact, side));
    let elsewhere: Vec<FactId> =
        spoken.iter().filter(|fact| says(fact, other)).map(|fact| fact.id).collect();
    (!there && !elsewhere.is_empty()).then_some(elsewhere)
}

/// The side that a token names, the other one, and the word behind it.
fn placed(tokens: &[Token], at: usize) -> Option<(&'static str, &'static str, &Token)> {
    const SIDES: &[(&str, &str)] = &[
        ("left", "right"),
        ("right", "left"),
        ("above", "below"),
        ("below", "above"),
        ("upper", "lower"),
        ("lower", "upper"),
    ];
    let token = tokens.get(at)?;
    let (side, other) = SIDES.iter().find(|(side, _)| token.is(side))?;
    let mut after = tokens.iter().skip(at + 1);
    let thing = after.find(|token| !token.any(&["the", "a", "her", "his"]))?;
    (thing.kind == TokenKind::Word).then_some((*side, *other, thing))
}

/// Facts that rule out what a text asks for, in words that share half of its own.
pub(super) fn ruled_out(text: &str, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    const OUT: &[&str] =
        &["ruled out", "was excluded", "were excluded", "has been excluded", "not confirmed"];
    let says = |tokens: &[Token]| {
        (0..tokens.len()).any(|at| {
            let open = at.checked_sub(1).and_then(|at| tokens.get(at));
            OUT.iter().any(|words| starts_with(tokens, at, words))
                && !open.is_some_and(|token| token.any(&["not", "be", "cannot"]))
        })
    };
    let words = telling(words::content(text));
    if says(&tokens(text)) || words.is_empty() {
        return None;
    }
    let out = |heard: &&Heard<'_>| says(&heard.tokens) && heard.common(&words) * 2 > words.len();
    let ids: Vec<FactId> = evidence.told().filter(out).map(|heard| heard.fact.id).collect();
    (!ids.is_empty()).then_some(ids)
}
