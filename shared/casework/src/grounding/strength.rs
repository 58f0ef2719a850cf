//! Words of degree, direction and generality: a sentence says no more than its facts.

use super::lexicon::DEGREES;
use super::words::{self, Token};
use super::{Doubt, course, held::Held, opposite, range, wording};
use crate::document::FlagKind;
use std::sync::LazyLock;

/// Words that generalise, where they stand before treatments.
const GENERAL: &[&str] = &[
    "all",
    "every",
    "only",
    "best",
    "exhausted",
    "superior",
    "optimal",
    "any",
    "entire",
    "sole",
    "first",
];
const TREATMENTS: &[&str] = &[
    "treatment",
    "treatments",
    "therapy",
    "therapies",
    "option",
    "options",
    "alternative",
    "alternatives",
    "medications",
    "medication",
    "drugs",
    "agents",
    "available",
    "conventional",
    "remaining",
    "conservative",
];

/// Degrees and directions that no fact has.
pub(super) fn doubts(held: &Held) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, token) in held.words() {
        // `thank you in advance`: nothing advances.
        let ahead = token.is("advance")
            && at.checked_sub(1).and_then(|back| held.at(back)).is_some_and(|t| t.is("in"));
        if ahead || held.scopes.get(at) == Some(&super::scope::Scope::Open) {
            continue;
        }
        let opposite = opposite::opposed(held, token);
        let beyond = is_degree(token)
            && !held.knows(&token.stem)
            && !wording::is_said(held, at)
            && !in_outcome(held, at)
            && !course::has_worsened(held, token)
            && !range::bears_out(held, token)
            && !course::is_possible(held, at)
            && !is_scored(held, token)
            && !is_rhetoric(held, at);
        let general = is_general(held, at, token);
        let turned = turned(held, at, token).filter(|_| !range::bears_out(held, token));
        if let Some((word, entry)) = opposite {
            let text = format!(
                "“{}” stands against “{word}” in {}: {}.",
                token.text,
                entry.id,
                entry.text.trim_end_matches('.')
            );
            doubts.push(held.doubt(FlagKind::Strength, at, at + 1, text));
        } else if let Some(entry) = turned {
            let text = format!(
                "“{}” is the contrary of what {} says: {}.",
                token.text,
                entry.id,
                entry.text.trim_end_matches('.')
            );
            doubts.push(held.doubt(FlagKind::Negation, at, at + 1, text));
        } else if beyond || general {
            let nearest = held.nearest(|_| true);
            let text = format!("No fact says “{}”.{nearest}", token.text);
            doubts.push(held.doubt(FlagKind::Strength, at, at + 1, text));
        }
    }
    doubts
}

/// Beginnings that turn a word into its contrary.
const PREFIXES: &[&str] = &["in", "un", "im", "ir", "non", "dis", "ab", "a", "non-", "il"];

/// The entry that says the contrary by a prefix: `correct` against `incorrect`, `symmetric` against `asymmetric`.
fn turned<'a>(held: &Held<'a>, at: usize, token: &Token) -> Option<&'a super::entry::Entry> {
    // `not advisable` is `inadvisable`.
    let denied = held.scopes.get(at) == Some(&super::scope::Scope::Denied);
    if denied || token.lower.len() < 5 || held.knows(&token.stem) {
        return None;
    }
    let bare = PREFIXES
        .iter()
        .filter_map(|prefix| token.lower.strip_prefix(prefix))
        .filter(|rest| rest.len() > 4);
    let contraries: Vec<String> = bare
        .map(str::to_owned)
        .chain(PREFIXES.iter().map(|prefix| format!("{prefix}{}", token.lower)))
        .collect();
    // `no change` is as much as `unchanged`.
    let denied = |entry: &super::entry::Entry| {
        let all = entry.tokens.iter().zip(&entry.scopes);
        all.filter(|(_, scope)| **scope == super::scope::Scope::Denied).any(|(other, _)| {
            contraries.iter().any(|word| words::akin(&words::canonical(word), &other.stem))
        })
    };
    let says = |entry: &&&super::entry::Entry| {
        entry.tokens.iter().any(|other| contraries.contains(&other.lower))
    };
    let found = held.wide.iter().find(says).copied();
    found.filter(|_| !held.wide.iter().any(|entry| denied(entry)))
}

static STEMS: LazyLock<Vec<String>> =
    LazyLock::new(|| DEGREES.iter().map(|word| words::canonical(word)).collect());

/// Nouns by which a letter weighs what the facts tell: a degree before them (`a considerable burden`) claims no more.
const WEIGHED: &[&str] = &[
    "burden",
    "toll",
    "impact",
    "effect",
    "effects",
    "limitation",
    "limitations",
    "impairment",
    "need",
    "needs",
    "concern",
    "distress",
    "interference",
    "consequences",
    "challenge",
    "challenges",
    "difficulty",
    "difficulties",
    "hardship",
    "strain",
    "disruption",
    "improvement",
    "benefit",
    "risk",
    "risks",
    "harm",
    "unmet",
    "effort",
    "efforts",
    "role",
    "importance",
    "part",
    "step",
    "attention",
    "review",
    "approval",
    "consideration",
    "authorization",
    "access",
    "symptoms",
    "disability",
];

/// Whether a degree only weighs: `clinically significant burden`, `acute attacks` that a drug is taken for.
fn is_rhetoric(held: &Held, at: usize) -> bool {
    let ahead = held.tokens.get(at + 1..(at + 4).min(held.tokens.len())).unwrap_or_default();
    let until = ahead.iter().take_while(|token| !token.is_stop() && !token.is(","));
    let of_attacks = held.at(at).is_some_and(|token| token.is("acute"))
        && ahead.first().is_some_and(|token| {
            token.is_any(&["attack", "attacks", "treatment", "therapy", "relief", "medication"])
        });
    let grave = held.at(at).is_some_and(|token| {
        token.is_any(&[
            "severe",
            "mild",
            "moderate",
            "profound",
            "extreme",
            "chronic",
            "acute",
            "refractory",
            "irreversible",
            "permanent",
            "progressive",
            "life-threatening",
            "resistant",
        ])
    });
    let limit = held.tokens.get(at.saturating_sub(3)..at).is_some_and(|before| {
        before.iter().any(|token| token.is_any(&["limit", "upper", "lower", "times", "percent"]))
    });
    // `a score of 48 percent is in the severe range`: what the scale itself says of a number.
    let behind = held.tokens.get(at.saturating_sub(4)..at).unwrap_or_default();
    let range =
        ahead.iter().chain(behind).any(|token| token.is_any(&["range", "category", "band"]))
            && held
                .reading
                .quantities
                .iter()
                .any(|quantity| super::quantity::is_supported(held, quantity));
    let enough = held.at(at + 1).is_some_and(|next| next.is("enough"));
    of_attacks
        || limit
        || enough
        || range
        || !grave && until.into_iter().any(|token| token.is_any(WEIGHED))
}

/// `severe pain` of 8 in 10, `moderate` of 5: what a score of ten means to everybody.
fn is_scored(held: &Held, token: &Token) -> bool {
    let (least, most) = match token.lower.as_str() {
        "severe" => (7, 10),
        "moderate" => (4, 6),
        "mild" => (1, 3),
        _ => return false,
    };
    let of_ten = |tokens: &[Token]| match tokens {
        [score, of, ten, ..] if of.is_any(&["/", "of"]) && ten.is("10") => score.lower.parse().ok(),
        [score, out, of, ten] if out.is("out") && of.is("of") && ten.is("10") => {
            score.lower.parse().ok()
        }
        _ => None,
    };
    let scored = |entry: &&super::entry::Entry| {
        let scores = (0..entry.tokens.len())
            .filter_map(|at| of_ten(entry.tokens.get(at..(at + 4).min(entry.tokens.len()))?));
        scores.into_iter().any(|score: i64| (least..=most).contains(&score))
    };
    held.tokens.iter().any(|token| token.is("pain")) && held.pool.iter().any(scored)
}

fn is_degree(token: &Token) -> bool {
    STEMS.contains(&token.stem) && !GENERAL.contains(&token.lower.as_str())
}

/// Words that are part of an outcome (`complete response`) belong to that family.
fn in_outcome(held: &Held, at: usize) -> bool {
    let Some(token) = held.at(at) else { return true };
    let mentions = held.mentions();
    mentions
        .iter()
        .any(|mention| mention.place.start <= token.start && token.start < mention.place.end)
        || token.is_any(&[
            "completed",
            "complete",
            "completely",
            "full",
            "fully",
            "total",
            "totally",
            "confirm",
            "positive",
            "entire",
        ]) && held.cites()
}

fn is_general(held: &Held, at: usize, token: &Token) -> bool {
    let near = held.tokens.get(at + 1..(at + 5).min(held.tokens.len())).unwrap_or_default();
    // `all three`, `both`: the family of counts answers for these.
    let counted = near.first().is_some_and(|next| super::number::in_digits(&next.lower).is_some());
    token.is_any(GENERAL)
        && !counted
        && near
            .iter()
            .take_while(|next| !next.is_stop() && !next.is(","))
            .any(|next| next.is_any(TREATMENTS))
        && !held
            .wide
            .iter()
            .any(|entry| entry.tokens.iter().any(|other| other.lower == token.lower))
}
