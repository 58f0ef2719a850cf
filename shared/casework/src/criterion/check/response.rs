//! A response to the treatment that the request would continue.

use super::{Evidence, Finding};
use crate::criterion::question;
use crate::fact::token::tokens;
use crate::fact::{Fact, FactId, FactKind, Outcome, Polarity, Reading, token_polarity};

/// Holds the outcome of what is requested against a response that is asked for.
pub(super) fn response(evidence: &Evidence<'_>) -> Finding {
    let requested = Reading::of(evidence.case.request().name());
    let same = |fact: &&Fact| fact.reading.drugs.iter().any(|drug| requested.names(drug.generic));
    let rows = evidence
        .of(&[FactKind::History])
        .filter(same)
        .filter(|fact| fact.reading.outcome == Some(Outcome::Responding));
    let mut ids: Vec<FactId> = rows.map(|fact| fact.id).collect();
    let good = [
        "improved",
        "improvement",
        "response",
        "responded",
        "responding",
        "reduced",
        "reduction",
        "decreased",
        "fell",
        "stable",
        "remission",
        "benefit",
        "benefited",
        "controlled",
    ];
    let said = evidence.of(&[FactKind::Clinical, FactKind::Diagnostic]).filter(|fact| {
        let tokens = tokens(&fact.text);
        let at = tokens.iter().position(|token| token.any(&good));
        let fails = fact.reading.outcome.is_some_and(|outcome| outcome != Outcome::Responding);
        !fails && at.is_some_and(|at| token_polarity(&tokens, at, at + 1) == Polarity::Affirmed)
    });
    let about: Vec<FactId> = said.map(|fact| fact.id).collect();
    let question = question::response();
    if ids.is_empty() {
        return if about.is_empty() {
            Finding::open(question)
        } else {
            Finding::partly(about, question)
        };
    }
    ids.extend(about);
    ids.extend(
        evidence
            .of(&[FactKind::Clinical, FactKind::Diagnostic])
            .filter(|fact| compares(fact))
            .map(|f| f.id),
    );
    ids.sort_unstable();
    ids.dedup();
    Finding::met(ids)
}

/// Whether a sentence gives a value before treatment and one of now.
fn compares(fact: &Fact) -> bool {
    let tokens = tokens(&fact.text);
    let says = |words: &[&str]| tokens.iter().any(|token| token.any(words));
    fact.reading.quantities.len() > 1
        && says(&["baseline", "before", "initially"])
        && says(&["now", "today", "currently"])
}
