//! What was asked and decided before, and what is new since.

use super::criteria::statement;
use super::{Piece, Said, clinical, denial, fact_from, facts_of, phrase};
use crate::brief::Brief;
use crate::evidence::EvidenceId;
use crate::fact::{Fact, FactKind, Origin};

/// The determinations so far, in order; the latest one is quoted in the section on the denial.
pub(super) fn determinations(brief: &Brief) -> Vec<Piece> {
    let mut said: Vec<Said> = Vec::new();
    for fact in facts_of(brief, FactKind::Earlier) {
        let text = match fact.text.strip_prefix(crate::brief::EARLIER_REASON) {
            Some(reason) => phrase::quoting("The earlier reason for denial was:", reason),
            None => phrase::sentence(&fact.text),
        };
        said.push(Said::on(text, [fact.id]));
    }
    said.extend(level(brief));
    clinical::paragraph(said)
}

/// How far the case has come, as the case's own field says.
fn level(brief: &Brief) -> Option<Said> {
    let fact = fact_from(brief, Origin::DenialLevel)?;
    Some(Said::on(phrase::sentence(&fact.text), [fact.id]))
}

/// What no earlier document said, fact by fact.
pub(super) fn new_evidence(brief: &Brief) -> Vec<Piece> {
    let facts: Vec<&Fact> = brief.facts().iter().filter(|fact| brief.is_new(fact)).collect();
    if facts.is_empty() {
        return Vec::new();
    }
    let lead = Said::on(
        "The earlier submission did not hold what follows.",
        facts.iter().map(|fact| fact.id),
    );
    let items =
        facts.iter().map(|fact| vec![Said::on(statement(brief, fact), [fact.id])]).collect();
    vec![Piece::Paragraph(vec![lead]), Piece::List { ordered: false, items }]
}

/// Why someone outside the payer can decide: on what the stated reason turns, and what it is to be held against.
pub(super) fn judgment(brief: &Brief) -> Vec<Piece> {
    let points = denial::points(brief);
    let ids: Vec<EvidenceId> = points.iter().map(|fact| fact.id.into()).collect();
    if ids.is_empty() {
        return Vec::new();
    }
    let contract = points.iter().all(|point| denial::is_contract(brief, point));
    let text = if contract {
        "The stated reason refers to the terms of coverage; I ask the reviewer to decide how far it rests on medical judgment."
    } else {
        "The stated reason turns on the clinical picture and its treatment, which is a matter of medical judgment."
    };
    let mut said = vec![Said::on(text, ids)];
    let criteria = &brief.checklist().criteria;
    if !criteria.is_empty() {
        let text = "I ask that the record be held against the plan's own criteria, which are quoted and answered one by one below.";
        said.push(Said::on(text, criteria.iter().map(|criterion| criterion.id)));
    }
    clinical::paragraph(said)
}
