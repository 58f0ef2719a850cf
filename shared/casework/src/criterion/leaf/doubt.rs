//! Doubts about what seems met: a note that says the contrary, a result that nobody knows, a marker that is negative.

use super::other::{substance, telling};
use crate::criterion::check::{Evidence, Finding, Heard, Proof};
use crate::criterion::checklist::Status;
use crate::criterion::{question, words};
use crate::fact::token::{Token, TokenKind, tokens};
use crate::fact::{Fact, FactId, FactKind, Polarity, Reading, starts_with};

/// Words after a thing that say that nobody knows of it.
const UNKNOWN: &[&str] = &[
    "unknown",
    "is unknown",
    "was unknown",
    "not known",
    "is not known",
    "not available",
    "is not available",
    "unavailable",
    "not on file",
    "is not on file",
    "not recorded",
    "is not recorded",
    "not documented",
    "is not documented",
    "undetermined",
    "not yet known",
    "not back",
    "is not back",
    "not determined",
    "not specified",
    "uncertain",
    "is uncertain",
    "is unclear",
    "unclear",
    "not tested",
    "was not tested",
    "was not done",
    "not done",
    "was not performed",
];

/// What a change in a gene is called, and words of one that does no harm.
const CHANGES: &[&str] = &[
    "mutation",
    "mutations",
    "variant",
    "variants",
    "alteration",
    "alterations",
    "rearrangement",
    "fusion",
];
const HARMLESS: &[&str] = &[
    "uncertain significance",
    "unknown significance",
    "vus",
    "benign",
    "wild type",
    "wild - type",
    "wildtype",
];

/// Results of a marker that are none, and those that are one.
const NEGATIVE: &[&str] =
    &["negative", "neg", "0", "1", "unamplified", "nonreactive", "absent", "undetected"];
const POSITIVE: &[&str] =
    &["positive", "pos", "3", "amplified", "reactive", "overexpressed", "detected", "present"];

/// A finding after the doubts of the notes: what they contradict is partly met, what they exclude is not met.
pub(super) fn doubted(finding: Finding, text: &str, evidence: &Evidence<'_>) -> Finding {
    if finding.status != Status::Met || Reading::of(text).polarity != Polarity::Affirmed {
        return finding;
    }
    if let Some(ids) = harmless(text, &finding, evidence)
        .or_else(|| negative_marker(text, evidence))
        .or_else(|| other_side(text, evidence))
    {
        return Finding::not_met(ids, question::other(text));
    }
    if nobody_knows(text, &finding, evidence) {
        return Finding::open(question::other(text));
    }
    // Another treatment that was not tried says nothing of the one that was.
    let contrary = if super::asks_for_a_trial(text) { None } else { opposed(text, evidence) };
    match contrary {
        Some(id) if !finding.evidence.contains(&id) => {
            let ids = finding.evidence.into_iter().chain([id]).collect();
            Finding::partly(ids, question::other(text))
        }
        _ => finding,
    }
}

/// The clinician's fact that says the contrary of what a text asks.
fn opposed(text: &str, evidence: &Evidence<'_>) -> Option<FactId> {
    const SHARE: usize = 25;
    let asked = telling(substance(text));
    let says = |heard: &&Heard<'_>| heard.contradicts(&asked, SHARE, Proof::Denial);
    evidence.told().find(says).map(|heard| heard.fact.id)
}

/// Whether every fact that answers says of a thing that is asked for that it is not known.
fn nobody_knows(text: &str, finding: &Finding, evidence: &Evidence<'_>) -> bool {
    let asked = words::content(text);
    let unknown = |heard: &&Heard<'_>| {
        let at = |at: usize| UNKNOWN.iter().any(|words| starts_with(&heard.tokens, at, words));
        heard.said.iter().any(|(place, word)| {
            at(place + 1) && asked.iter().any(|asked| words::alike(asked, word))
        })
    };
    let answering: Vec<&Heard<'_>> =
        evidence.told().filter(|heard| finding.evidence.contains(&heard.fact.id)).collect();
    !answering.is_empty()
        && answering.len() == finding.evidence.len()
        && answering.iter().all(unknown)
}

/// Facts that answer with a change in a gene of which they say that it does no harm, or is none.
fn harmless(text: &str, finding: &Finding, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    if !tokens(text).iter().any(|token| token.any(CHANGES)) {
        return None;
    }
    let fact = |id: &FactId| evidence.facts.iter().find(|fact| fact.id == *id);
    let says = |fact: &Fact| {
        let tokens = tokens(&fact.text);
        (0..tokens.len()).any(|at| HARMLESS.iter().any(|words| starts_with(&tokens, at, words)))
    };
    let all = finding.evidence.iter().all(|id| fact(id).is_some_and(|fact| says(fact)));
    (all && !finding.evidence.is_empty()).then(|| finding.evidence.clone())
}

/// Facts that give a marker as negative, and nowhere as positive, where a text asks for it as positive: `HER2-positive`.
fn negative_marker(text: &str, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    let asked = tokens(text);
    let positive = asked.iter().position(|token| token.is("positive"))?;
    let at = (0..positive).rev().find(|at| asked.get(*at).is_some_and(|token| !token.is("-")))?;
    // "The tumor is positive for" names its marker behind the word.
    let marker = asked.get(at).filter(|token| {
        token.kind == TokenKind::Word && !words::content(&token.lower).is_empty()
    })?;
    let (mut there, mut absent) = (false, Vec::new());
    for fact in evidence.of(&[FactKind::Clinical, FactKind::Diagnostic, FactKind::History]) {
        match marked(marker, &tokens(&fact.text)) {
            Some(true) => there = true,
            Some(false) => absent.push(fact.id),
            None => {}
        }
    }
    (!there && !absent.is_empty()).then_some(absent)
}

/// What a fact says of a marker: the first result after it in its clause.
fn marked(marker: &Token, tokens: &[Token]) -> Option<bool> {
    const REACH: usize = 6;
    let at = tokens.iter().position(|token| token.is(&marker.lower))?;
    let after = tokens.get(at + 1..(at + 1 + REACH).min(tokens.len()))?;
    let clause: Vec<&Token> =
        after.iter().take_while(|token| !token.any(&[",", ";", ".", "but"])).collect();
    if clause.iter().any(|token| token.is("not")) {
        return Some(false);
    }
    clause.iter().find_map(|token| {
        if token.any(POSITIVE) { Some(true) } else { token.any(NEGATIVE).then_some(false) }
    })
}

/// Facts that name a thing of the other side, and none that names it of the side that a text asks for: a right bundle
/// branch block is no left one.
fn other_side(text: &str, evidence: &Evidence<'_>) -> Option<Vec<FactId>> {
    let asked = tokens(text);
    let named = |at: usize| asked.get(at).is_some_and(|token| token.any(&["left", "right"]));
    let at = (0..asked.len()).find(|at| named(*at))?;
    let (side, thing) = (asked.get(at)?, asked.get(at + 1)?);
    let other = if side.is("left") { "right" } else { "left" };
    // "Left or right" asks for either.
    if asked.iter().any(|token| token.is(other)) || thing.kind != TokenKind::Word {
        return None;
    }
    let says = |fact: &Fact, side: &str| {
        tokens(&fact.text).windows(2).any(
            |pair| matches!(pair, [first, second] if first.is(side) && second.is(&thing.lower)),
        )
    };
    let spoken: Vec<&Fact> =
        evidence.of(&[FactKind::Clinical, FactKind::Diagnostic, FactKind::Diagnosis]).collect();
    let there = spoken.iter().any(|fact| says(fact, &side.lower));
    let elsewhere: Vec<FactId> =
        spoken.iter().filter(|fact| says(fact, other)).map(|fact| fact.id).collect();
    (!there && !elsewhere.is_empty()).then_some(elsewhere)
}
