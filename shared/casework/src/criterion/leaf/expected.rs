//! What the course is expected to bring: `reasonably expected to make measurable improvement`.

use crate::criterion::check::{Evidence, Finding};
use crate::fact::token::{Token, tokens};
use crate::fact::{FactId, FactKind, Polarity, token_polarity};

const ASKED: &[&str] = &["expect", "anticipat", "potential"];
const BETTER: &[&str] = &["improv", "progress", "gain", "benefit", "recover"];
/// Words by which notes look ahead.
const AHEAD: &[&str] = &["expect", "anticipat", "goal", "prognos", "potential", "should"];

/// Whether a text asks that the patient is expected to get better.
pub(super) fn asks(text: &str) -> bool {
    let tokens = tokens(text);
    begins(&tokens, ASKED) && begins(&tokens, BETTER)
}

/// The facts that say what is expected.
pub(super) fn told(evidence: &Evidence<'_>) -> Option<Finding> {
    let says = |text: &str| {
        let tokens = tokens(text);
        tokens.iter().enumerate().any(|(at, token)| {
            AHEAD.iter().any(|stem| token.lower.starts_with(stem))
                && token_polarity(&tokens, at, at + 1) == Polarity::Affirmed
        })
    };
    let facts = evidence.of(&[FactKind::Clinical, FactKind::Diagnostic]);
    let ids: Vec<FactId> = facts.filter(|fact| says(&fact.text)).map(|fact| fact.id).collect();
    (!ids.is_empty()).then(|| Finding::met(ids))
}

fn begins(tokens: &[Token], stems: &[&str]) -> bool {
    tokens.iter().any(|token| stems.iter().any(|stem| token.lower.starts_with(stem)))
}
