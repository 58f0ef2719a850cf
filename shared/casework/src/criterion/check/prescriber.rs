//! Who prescribes, or was asked.

use super::{Evidence, Finding, Heard};
use crate::criterion::require::Specialist;
use crate::criterion::{question, words};
use crate::fact::token::Token;
use crate::fact::{FactId, Polarity, starts_with, token_polarity};

/// Words that say of an act that it is still to come.
pub(super) const TO_COME: &[&str] = &[
    "pending",
    "referral",
    "referred",
    "awaiting",
    "scheduled",
    "planned",
    "ordered",
    "requested",
    "will",
    "appointment",
    "waiting",
    "waitlist",
    "declined",
];

/// Holds the clinician's words against specialists of whom one is asked for.
/// Where only a prescription counts, a mere visit leaves open who prescribes.
pub(super) fn prescriber(
    asked: &[Specialist],
    consulted: bool,
    evidence: &Evidence<'_>,
) -> Finding {
    let speaks = |heard: &&Heard<'_>| {
        let tokens = &heard.tokens;
        let at = asked.iter().find_map(|specialist| named_at(specialist, heard));
        // "Ordered by his oncologist" says who orders, and not that a visit is still to come.
        let to_come = tokens.iter().enumerate().any(|(at, token)| {
            token.any(TO_COME) && !tokens.get(at + 1).is_some_and(|next| next.is("by"))
        });
        at.is_some_and(|at| {
            token_polarity(tokens, at, at + 1) == Polarity::Affirmed
                && !is_not_asked(tokens, at)
                && (!to_come || is_the_writer(asked, heard))
        })
    };
    let said: Vec<&Heard<'_>> = evidence.told().filter(speaks).collect();
    let ids: Vec<FactId> = said.iter().map(|heard| heard.fact.id).collect();
    let denies = |heard: &&Heard<'_>| {
        let tokens = &heard.tokens;
        asked.iter().filter_map(|specialist| named_at(specialist, heard)).any(|at| {
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            before.is_some_and(|token| token.any(&["no", "any", "never", "without", "a"]))
                && token_polarity(tokens, at, at + 1) == Polarity::Negated
                || is_not_asked(tokens, at)
        })
    };
    let absent: Vec<FactId> = evidence.told().filter(denies).map(|heard| heard.fact.id).collect();
    let visit = |heard: &&Heard<'_>| {
        let tokens = &heard.tokens;
        let begins = |stems: &[&str]| {
            tokens.iter().any(|token| stems.iter().any(|stem| token.lower.starts_with(stem)))
        };
        begins(&["evaluat", "seen", "consult", "refer", "visit", "assess", "exam", "diagnos"])
            && !begins(&["prescri", "treat", "manag", "follow", "care", "order", "start"])
            && !is_the_writer(asked, heard)
    };
    let question = question::prescriber(asked);
    if ids.is_empty() && !absent.is_empty() {
        Finding::not_met(absent, question)
    } else if ids.is_empty() {
        Finding::open(question)
    } else if !consulted && said.iter().all(visit) {
        Finding::partly(ids, question)
    } else {
        Finding::met(ids)
    }
}

/// Whether the writer is one: `I am a neuromuscular neurologist`.
fn is_the_writer(asked: &[Specialist], heard: &Heard<'_>) -> bool {
    const REACH: usize = 6;
    let tokens = &heard.tokens;
    let is_one = |token: &Token| {
        asked.iter().any(|one| one.words.iter().any(|word| token.lower.starts_with(word)))
    };
    let begins = |at: &usize| starts_with(tokens, *at, "i am");
    (0..tokens.len()).filter(begins).any(|at| tokens.iter().skip(at).take(REACH).any(is_one))
}

/// Whether a specialist is said to have had no part in it: `neurology has not seen her`.
fn is_not_asked(tokens: &[Token], at: usize) -> bool {
    const PART: &[&str] = &[
        "seen",
        "see",
        "saw",
        "been",
        "consulted",
        "involved",
        "evaluated",
        "examined",
        "met",
        "reviewed",
        "prescribe",
        "prescribed",
        "following",
        "manage",
        "asked",
    ];
    const VERBS: &[&str] =
        &["has", "have", "had", "was", "were", "is", "are", "did", "does", "yet"];
    let after = tokens.get(at + 1..).unwrap_or(&[]);
    let mut after = after.iter().skip_while(|token| token.any(VERBS));
    let not = after.next().is_some_and(|token| token.any(&["not", "never"]));
    not && after.find(|token| !token.any(VERBS)).is_some_and(|token| token.any(PART))
}

/// Where a note speaks of a specialist, by name or in other words: `our GI clinic`.
fn named_at(specialist: &Specialist, heard: &Heard<'_>) -> Option<usize> {
    const FOLLOWING: &[&str] = &[
        "follows",
        "manages",
        "saw",
        "sees",
        "agrees",
        "recommends",
        "has",
        "consult",
        "visit",
        "and",
    ];
    const PLACES: &[&str] = &[
        "specialist",
        "specialists",
        "medicine",
        "clinic",
        "center",
        "physician",
        "team",
        "service",
        "department",
        "program",
    ];
    let placed = !specialist.by_field || heard.tokens.iter().any(|token| token.any(PLACES));
    let named = |token: &Token| {
        let exam = ["ic", "ical", "ically"].iter().any(|ending| token.lower.ends_with(ending));
        // An allergy and pulmonary function are no specialists, nor is a neurologic exam.
        let field = !exam && !token.any(&["allergy", "pulmonary", "orthopnea"]);
        field && specialist.words.iter().any(|word| token.lower.starts_with(word))
    };
    let at = |at: usize, words: &[&str]| heard.tokens.get(at).is_some_and(|token| token.any(words));
    let field = |token: &Token| {
        token.any(&["allergy", "pulmonary"]) && specialist.words.iter().any(|word| token.is(word))
    };
    let by_field = || {
        heard.tokens.iter().enumerate().position(|(place, token)| {
            let led = place.checked_sub(1).is_some_and(|before| at(before, &["by", "per", "from"]));
            field(token) && (led || at(place + 1, PLACES) || at(place + 1, FOLLOWING))
        })
    };
    let name = words::stem(&specialist.name);
    let meant = || heard.says_in_other_words(&name).filter(|_| !specialist.by_field);
    heard.tokens.iter().position(named).filter(|_| placed).or_else(by_field).or_else(meant)
}
