//! What must not be there: facts that deny it, or name it.

use super::{Evidence, Finding, Heard, Proof};
use crate::criterion::leaf::when;
use crate::criterion::{question, words};
use crate::fact::token::Token;
use crate::fact::{FactId, FactKind, Polarity, singular};

/// Stems of joints.
const JOINTS: &[&str] = &["knee", "hip", "should", "ankl", "elbow", "wrist"];

/// Whether a thing is said to be of a place that is not asked for: no infection of the knee says nothing of the ear.
fn elsewhere(asked: &[String], heard: &Heard<'_>, at: usize) -> bool {
    const NEAR: usize = 5;
    let of = heard.tokens.get(at + 1).is_some_and(|token| token.any(&["of", "in", "at", "on"]));
    let near = |place: usize| at < place && place <= at + NEAR;
    let mut after = heard.words().filter(|(place, _)| near(*place));
    let same = |word: &str, stem: &String| {
        words::alike(stem, word) || stem == "joint" && JOINTS.contains(&word)
    };
    of && !after.any(|(_, word)| asked.iter().any(|stem| same(word, stem)))
}

/// Whether a denial stands right before a word: no endocarditis is no bacterial endocarditis either.
fn is_denied_at_all(asked: &[String], tokens: &[Token], at: usize) -> bool {
    const DEGREES: &[&str] = &[
        "active", "current", "known", "recent", "prior", "previous", "evidence", "of", "any",
        "history", "a", "an", "had", "have", "ever", "other", "further", "earlier", "to",
    ];
    let mut before = tokens.get(..at).unwrap_or(&[]).iter().rev();
    before
        .find(|token| !token.any(DEGREES) && !asked.contains(&words::stem(&singular(&token.lower))))
        .is_some_and(|token| token.any(&["no", "not", "without", "denies", "never"]))
}

/// Where a text speaks of a thing: the place of its last word that has most of the others right before it. In `collapse
/// without complete concentric collapse` the second one is the complete one.
fn spoken_at(asked: &[String], heard: &Heard<'_>) -> Option<usize> {
    let (thing, others) = asked.split_last()?;
    let named = heard.placed_names();
    let near = |at: usize| {
        let before = named
            .iter()
            .filter(|(place, _)| at.saturating_sub(others.len() + 3) <= *place && *place < at);
        let before: Vec<String> = before.map(|(_, stem)| stem.clone()).collect();
        words::common(others, &before)
    };
    let places = named.iter().filter(|(_, stem)| words::alike(thing, stem));
    places.map(|(at, _)| *at).max_by_key(|at| (near(*at), *at))
}

/// Nouns for what is done, by whatever name: who never had BRCA testing had no BRCA sequence analysis.
const DONE: &[&str] = &[
    "analys",
    "test",
    "study",
    "studi",
    "procedur",
    "surg",
    "operat",
    "sequenc",
    "treatment",
    "evaluat",
    "imag",
    "scan",
    "panel",
];

fn is_done(stem: &str) -> bool {
    DONE.iter().any(|noun| stem.starts_with(noun))
}

/// Whether a fact denies all of what is asked for under a general name: its distinctive words, then a noun for what is done.
fn denies_kind(asked: &[String], heard: &Heard<'_>) -> bool {
    const GRADING: &[&str] = &["full", "repeat", "same", "earli", "previou", "prior", "complet"];
    let telling = |word: &&String| !is_done(word) && !GRADING.iter().any(|g| word.starts_with(g));
    let kind: Vec<&String> = asked.iter().filter(telling).collect();
    let done = asked.iter().any(|word| is_done(word));
    done && !kind.is_empty()
        && heard.said.iter().filter(|(_, noun)| is_done(noun)).any(|(end, _)| {
            let near = |at: usize| at < *end && at + kind.len() + 1 >= *end;
            let place = |asked: &&String| {
                let named = |said: &&(usize, String)| near(said.0) && words::alike(asked, &said.1);
                heard.said.iter().find(named).map(|(at, _)| *at)
            };
            let places: Option<Vec<usize>> = kind.iter().map(place).collect();
            let first = places.and_then(|places| places.into_iter().min());
            first.is_some_and(|at| is_denied_at_all(asked, &heard.tokens, at))
        })
}

/// Holds what must not be there, by its words, against facts that name it.
pub(super) fn absent(asked: &[String], text: &str, evidence: &Evidence<'_>) -> Finding {
    let question = question::other(text);
    let (mut there, mut denied, mut doubted) = (Vec::new(), Vec::new(), Vec::new());
    for heard in evidence.heard(&[
        FactKind::Clinical,
        FactKind::Diagnostic,
        FactKind::History,
        FactKind::Diagnosis,
    ]) {
        let fact = heard.fact;
        if when::is_booked(&fact.text) {
            continue;
        }
        if heard.contradicts(asked, 100, Proof::Denial) || denies_kind(asked, heard) {
            denied.push(fact.id);
            continue;
        }
        let given = heard.names();
        // Of alternatives, "ocular or periocular infection", one is enough beside the last word, which names the thing.
        let alternatives = text.contains(" or ");
        let shared = words::common(asked, &given);
        let head =
            asked.last().is_some_and(|head| words::common(std::slice::from_ref(head), &given) == 1);
        let tokens = &heard.tokens;
        let at = spoken_at(asked, heard).filter(|_| head);
        let broader = at
            .is_some_and(|at| is_denied_at_all(asked, tokens, at) && !elsewhere(asked, heard, at));
        if !head
            || !broader && !alternatives && shared < asked.len()
            || !broader && alternatives && shared * 2 < asked.len()
        {
            continue;
        }
        match at.map(|at| heard.polarity_at(at)) {
            Some(Polarity::Negated) => denied.push(fact.id),
            Some(Polarity::Affirmed) => there.push(fact.id),
            Some(Polarity::Uncertain) | None => doubted.push(fact.id),
        }
    }
    // What was there longer ago than the payer looks back is not there now.
    let past = |id: &FactId| {
        let fact = evidence.facts.iter().find(|fact| fact.id == *id);
        fact.and_then(|fact| when::age(fact))
            .zip(when::look_back(text))
            .is_some_and(|(age, most)| age > most)
    };
    if !there.is_empty() && there.iter().all(past) {
        return Finding::met(there);
    }
    match (there.is_empty(), denied.is_empty(), doubted.is_empty()) {
        (false, _, _) => Finding::not_met(there, question),
        (true, false, _) => Finding::met(denied),
        (true, true, false) => Finding::partly(doubted, question),
        (true, true, true) => Finding::open(question),
    }
}
