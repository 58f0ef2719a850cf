//! Whether a result will be used: payers cover imaging and tests that change what is done.

use crate::criterion::check::{Evidence, Finding};
use crate::fact::token::{Token, tokens};
use crate::fact::{FactId, FactKind, Polarity, token_polarity};

const RESULTS: &[&str] = &[
    "result", "scan", "test", "imaging", "mri", "study", "finding", "variant", "mutation", "score",
];
const CHANGES: &[&str] = &[
    "chang",
    "affect",
    "alter",
    "guide",
    "impact",
    "influence",
    "inform",
    "decide",
    "determine",
    "plan",
];
/// Words by which notes tell what a result would do.
const MOVES: &[&str] =
    &["move", "switch", "steer", "open", "spare", "avoid", "lead", "stop", "start", "mean", "end"];
const CARE: &[&str] = &["manag", "treat", "therap", "surg", "operat", "care", "decision"];
const TO_COME: &[&str] = &["will", "would", "may", "expected"];

/// Whether a text asks that a result changes the care.
pub(super) fn asks(text: &str) -> bool {
    let tokens = tokens(text);
    has(&tokens, RESULTS)
        && has(&tokens, CHANGES)
        && has(&tokens, CARE)
        && tokens.iter().any(|token| token.any(TO_COME))
}

/// The facts that say what the result will decide.
pub(super) fn used(evidence: &Evidence<'_>) -> Option<Finding> {
    let says = |text: &str| {
        let tokens = tokens(text);
        let decides = tokens.iter().enumerate().any(|(at, token)| {
            CHANGES.iter().chain(MOVES).any(|stem| token.lower.starts_with(stem))
                && token_polarity(&tokens, at, at + 1) == Polarity::Affirmed
        });
        let said = |token: &Token| {
            token.any(TO_COME) || token.any(&["decides", "determines", "guides", "to"])
        };
        // "Would take chemotherapy if the score is high".
        let depends = tokens.iter().any(|token| token.any(&["if", "depending", "unless"]))
            && tokens.iter().any(|token| token.any(TO_COME));
        (decides || depends) && has(&tokens, RESULTS) && tokens.iter().any(said)
    };
    let facts = evidence.of(&[FactKind::Clinical, FactKind::Diagnostic]);
    let ids: Vec<FactId> = facts.filter(|fact| says(&fact.text)).map(|fact| fact.id).collect();
    (!ids.is_empty()).then(|| Finding::met(ids))
}

fn has(tokens: &[Token], stems: &[&str]) -> bool {
    tokens.iter().any(|token| stems.iter().any(|stem| token.lower.starts_with(stem)))
}
