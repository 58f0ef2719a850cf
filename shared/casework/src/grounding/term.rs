//! Findings, tests, diagnoses and every other telling word: it must stand in what the sentence stands on.

use super::words::{Token, TokenKind};
use super::{Doubt, abbreviation, drug, held::Held, lexicon, outcome};
use crate::document::FlagKind;

/// Endings of diseases.
const DISEASES: &[&str] = &[
    "itis",
    "osis",
    "oma",
    "emia",
    "pathy",
    "trophy",
    "plasia",
    "algia",
    "paresis",
    "plegia",
    "syndrome",
    "iasis",
    "penia",
    "uria",
    "cancer",
    "lepsy",
    "rrhea",
    "stenosis",
    "sclerosis",
    "phrenia",
    "tension",
    "betes",
    "asthma",
    "lupus",
    "infarction",
];
/// Everyday words that report a result or an event: they need a fact as much as a technical term.
const RESULTS: &[&str] = &[
    "normal",
    "abnormal",
    "positive",
    "elevated",
    "resolved",
    "healed",
    "stable",
    "admitted",
    "hospitalized",
    "died",
    "unemployed",
    "bedridden",
    "housebound",
    "relapsed",
    "recurred",
    "progressed",
    "doubled",
    "tripled",
    "halved",
];

/// Telling words that no fact has.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        if !is_claim(held, at, token) || is_known(held, token) || is_reviewer(held, token) {
            continue;
        }
        let kind = if DISEASES.iter().any(|ending| token.lower.ends_with(ending)) {
            FlagKind::Diagnosis
        } else {
            FlagKind::Finding
        };
        let text = format!("No fact speaks of “{}”.{}", token.text, held.nearest(|_| true));
        doubts.push(held.doubt(kind, at, at + 1, text));
    }
    doubts
}

fn is_claim(held: &Held, at: usize, token: &Token) -> bool {
    let drug = held
        .reading
        .drugs
        .iter()
        .any(|drug| drug.place.start <= token.start && token.start < drug.place.end);
    let within = |start: usize, end: usize| start <= token.start && token.start < end;
    let read = held.reading.quantities.iter().any(|q| within(q.place.start, q.place.end))
        || held.reading.frequencies.iter().any(|f| within(f.place.start, f.place.end))
        || held.reading.codes.iter().any(|c| within(c.place.start, c.place.end));
    let placeholder = at
        .checked_sub(1)
        .and_then(|back| held.at(back))
        .is_some_and(|before| before.is_any(&["{", "."]))
        && held.tokens.iter().any(|sign| sign.is("{"));
    let telling = !lexicon::is_plain(&token.stem) && !lexicon::is_plain(&token.lower)
        || RESULTS.contains(&token.lower.as_str());
    token.kind == TokenKind::Word
        && !drug
        && !read
        && !placeholder
        && telling
        && !outcome::is_word(&token.stem)
}

/// A specialist is no finding where the sentence speaks of a reviewer.
fn is_reviewer(held: &Held, token: &Token) -> bool {
    const REVIEW: &[&str] = &[
        "peer",
        "peer-to-peer",
        "reviewer",
        "reviewed",
        "board-certified",
        "discussion",
        "discuss",
    ];
    let title =
        ["ologist", "iatrist", "surgeon"].iter().any(|ending| token.lower.ends_with(ending));
    title && held.tokens.iter().any(|word| word.is_any(REVIEW))
}

fn is_known(held: &Held, token: &Token) -> bool {
    let parts = || token.lower.split('-').filter(|part| part.len() > 2);
    let part_known = |part: &str| {
        let stem = super::words::canonical(part);
        held.knows(&stem) || lexicon::is_plain(&stem)
    };
    let spelled_out = |long: &str| long.split(' ').all(part_known);
    held.knows(&token.stem)
        || token.lower == held.name.to_lowercase()
        || drug::is_known_class(held, token)
        || held.is_class_word(&token.lower)
        || held.is_acronym(token)
        || abbreviation::expansions(&token.lower).any(spelled_out)
        || token.lower.contains('-') && parts().count() > 1 && parts().all(part_known)
}
