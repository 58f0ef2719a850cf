//! What notes say was not done where a criterion asks that it was, and what they deny altogether where it asks for a kind of it.

use super::other::{FINDING, telling};
use super::plain::is_plain;
use super::when;
use crate::criterion::check::{Evidence, Finding, Heard};
use crate::criterion::{question, words};
use crate::fact::token::{Token, tokens};
use crate::fact::{FactId, Polarity, Reading};

/// Words for an act, done or asked for.
const ACTS: &[&str] = &[
    "measured",
    "obtained",
    "performed",
    "completed",
    "done",
    "checked",
    "drawn",
    "tested",
    "screened",
    "assessed",
    "evaluated",
    "collected",
    "recorded",
    "carried",
    "undergone",
    "provided",
    "received",
    "sent",
    "ordered",
    "given",
    "run",
    "had",
];
/// Words between a denial and its act.
const BETWEEN: &[&str] = &["been", "yet", "ever", "be", "being", "formally", "recently"];

/// The finding where facts say that what is asked for was not done: `immunoglobulin levels were not measured`.
pub(super) fn undone(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    let asked = tokens(text);
    let act = asked.iter().any(|token| token.any(ACTS));
    if !act || Reading::of(text).polarity != Polarity::Affirmed {
        return None;
    }
    let words = words::content(text);
    let says = |heard: &&Heard<'_>| {
        let own = own_words(heard);
        denies_an_act(&heard.tokens)
            && !when::is_booked(&heard.fact.text)
            && !own.is_empty()
            && own.iter().all(|own| words.iter().any(|word| words::alike(word, own)))
    };
    let ids: Vec<_> = evidence.told().filter(says).map(|heard| heard.fact.id).collect();
    (!ids.is_empty()).then(|| Finding::not_met(ids, question::other(text)))
}

/// The telling words of a fact beside those of the act.
fn own_words(heard: &Heard<'_>) -> Vec<String> {
    let own = heard.said.iter().filter(|(at, word)| {
        !is_plain(word) && !heard.tokens.get(*at).is_some_and(|token| token.any(ACTS))
    });
    own.map(|(_, word)| word.clone()).collect()
}

/// Whether a text says that something was not done.
fn denies_an_act(tokens: &[Token]) -> bool {
    let not = |at: &usize| tokens.get(*at).is_some_and(|token| token.any(&["not", "never"]));
    (0..tokens.len()).filter(not).any(|not| {
        let mut after = tokens.iter().skip(not + 1);
        after.find(|token| !token.any(BETWEEN)).is_some_and(|token| token.any(ACTS))
    })
}

/// The finding where facts deny altogether the thing of which a kind is asked for: who has never had a fracture has had no
/// fragility fracture of the hip.
pub(super) fn denied_whole(text: &str, evidence: &Evidence<'_>) -> Option<Finding> {
    if Reading::of(text).polarity != Polarity::Affirmed {
        return None;
    }
    let asked = tokens(text);
    let placed = words::placed_in(&asked);
    let of =
        |at: usize| asked.get(at + 1).is_some_and(|token| token.any(&["of", "at", "in", "on"]));
    let named = placed.iter().find(|(at, word)| of(*at) && !is_plain(word));
    let (_, head) = named.or_else(|| placed.last())?;
    let kinds = telling(words::content(text));
    let says = |heard: &&Heard<'_>| {
        let own = own_words(heard);
        let within = own.iter().all(|own| kinds.iter().any(|word| words::alike(word, own)));
        let at = heard.said.iter().find(|(_, word)| words::alike(head, word)).map(|(at, _)| *at);
        within && at.is_some_and(|at| heard.is_denied_at_all(at))
    };
    let ids: Vec<_> = evidence.told().filter(says).map(|heard| heard.fact.id).collect();
    (!ids.is_empty() && !is_plain(head)).then(|| Finding::not_met(ids, question::other(text)))
}

/// Facts that deny the one thing that a text asks for, where none affirms it: no tophi.
pub(super) fn only_denied(
    text: &str,
    all: &[String],
    evidence: &Evidence<'_>,
) -> Option<Vec<FactId>> {
    let things = all.iter().filter(|word| !FINDING.iter().any(|stem| word.starts_with(stem)));
    let mut things = things.filter(|word| !is_plain(word));
    let (Some(thing), None) = (things.next(), things.next()) else { return None };
    if Reading::of(text).polarity != Polarity::Affirmed {
        return None;
    }
    let mut denied = Vec::new();
    for heard in evidence.told() {
        let places = heard.said.iter().filter(|(_, word)| words::alike(thing, word));
        for (at, _) in places {
            if heard.polarity_at(*at) != Polarity::Negated
                || !heard.is_denied_at_all(*at)
                || heard.names_a_kind(*at)
            {
                return None;
            }
            denied.push(heard.fact.id);
        }
    }
    denied.dedup();
    (!denied.is_empty()).then_some(denied)
}
