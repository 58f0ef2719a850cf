//! Holds one requirement against the facts. A gap is never called met: what no fact says is open.

mod attempt;
mod care;
mod condition;
mod value;

use super::checklist::Status;
use super::require::Requirement;
use crate::case::CaseContext;
use crate::fact::{Fact, FactId, FactKind};

/// What the facts say to a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) status: Status,
    pub(super) evidence: Vec<FactId>,
    /// What to ask; `None` only if it is met.
    pub(super) question: Option<String>,
}

/// The facts that speak for the case. What the payer's denial says is no evidence for the patient.
pub(super) struct Evidence<'a> {
    pub(super) facts: Vec<&'a Fact>,
    pub(super) case: &'a CaseContext,
}

impl Finding {
    pub(super) fn met(evidence: Vec<FactId>) -> Self {
        Self { status: Status::Met, evidence, question: None }
    }

    pub(super) fn partly(evidence: Vec<FactId>, question: String) -> Self {
        Self { status: Status::Partly, evidence, question: Some(question) }
    }

    pub(super) fn not_met(evidence: Vec<FactId>, question: String) -> Self {
        Self { status: Status::NotMet, evidence, question: Some(question) }
    }

    pub(super) fn open(question: String) -> Self {
        Self { status: Status::NotDocumented, evidence: Vec::new(), question: Some(question) }
    }
}

impl<'a> Evidence<'a> {
    pub(super) fn new(facts: &'a [Fact], case: &'a CaseContext) -> Self {
        Self { facts: facts.iter().filter(|fact| fact.kind != FactKind::Denial).collect(), case }
    }

    /// Facts of these kinds.
    pub(super) fn of(&self, kinds: &'static [FactKind]) -> impl Iterator<Item = &'a Fact> + '_ {
        self.facts.iter().copied().filter(move |fact| kinds.contains(&fact.kind))
    }

    /// The clinician's own words: clinical sentences and history rows.
    pub(super) fn prose(&self) -> impl Iterator<Item = &'a Fact> + '_ {
        self.of(&[FactKind::Clinical, FactKind::Diagnostic, FactKind::History])
    }
}

/// Holds a requirement against the facts.
pub(super) fn check(requirement: &Requirement, evidence: &Evidence<'_>) -> Finding {
    match requirement {
        Requirement::Age { from, to } => value::age(*from, *to, evidence),
        Requirement::Diagnosis { conditions, narrowed, primary } => {
            condition::diagnosis(conditions, narrowed, *primary, evidence)
        }
        Requirement::NoCondition(conditions) => condition::absent(conditions, evidence),
        Requirement::Trial(trial) => attempt::tried(trial, evidence),
        Requirement::Screening { subject, negative } => {
            condition::screened(*subject, *negative, evidence)
        }
        Requirement::Threshold { measure, quantity } => {
            value::threshold(measure, quantity, evidence)
        }
        Requirement::Count(quantity) => value::count(quantity, evidence),
        Requirement::Lasting { days, words } => value::lasting(*days, words, evidence),
        Requirement::Prescriber(asked) => care::prescriber(asked, evidence),
        Requirement::NoCombination { classes, drugs } => care::alone(classes, drugs, evidence),
        Requirement::With { classes, drugs } => care::together(classes, drugs, evidence),
        Requirement::FamilyHistory(conditions) => condition::family(conditions, evidence),
        Requirement::Done(stems) => care::done(stems, evidence),
        Requirement::Absent { words, text } => care::absent(words, text, evidence),
        Requirement::Response => care::response(evidence),
        Requirement::NoNicotine(days) => care::no_nicotine(*days, evidence),
    }
}
