//! How much a fact carries: what answers a criterion before what merely describes.

use crate::brief::Brief;
use crate::criterion::Status;
use crate::evidence::EvidenceId;
use crate::fact::{Fact, FactKind, Outcome};

/// The facts that argue, the heaviest first; those that weigh alike stay in the order of the case.
pub(super) fn heaviest(brief: &Brief) -> Vec<&Fact> {
    let mut facts: Vec<&Fact> = brief.facts().iter().filter(|fact| argues(fact)).collect();
    facts.sort_by_key(|fact| std::cmp::Reverse(weight(brief, fact)));
    facts
}

/// The criteria that a fact answers, of those that have to be answered.
pub(super) fn answered(brief: &Brief, fact: &Fact) -> Vec<EvidenceId> {
    let criteria = brief.checklist().criteria.iter();
    criteria
        .filter(|c| c.combinator.is_none() && matches!(c.status, Status::Met | Status::Partly))
        .filter(|c| c.evidence.contains(&fact.id))
        .map(|c| c.id.into())
        .collect()
}

fn argues(fact: &Fact) -> bool {
    match fact.kind {
        FactKind::History | FactKind::Diagnostic | FactKind::Clinical | FactKind::Medication => {
            true
        }
        FactKind::Patient
        | FactKind::Payer
        | FactKind::Diagnosis
        | FactKind::Request
        | FactKind::Denial
        | FactKind::Earlier => false,
    }
}

fn weight(brief: &Brief, fact: &Fact) -> usize {
    let kind = match (fact.kind, fact.reading.outcome) {
        (
            FactKind::History,
            Some(Outcome::Failed | Outcome::Intolerant | Outcome::Contraindicated),
        ) => 4,
        (FactKind::History, Some(Outcome::Completed)) | (FactKind::Clinical, _) => 1,
        (FactKind::History, _) => 3,
        (FactKind::Diagnostic, _) => 2,

        _ => 0,
    };
    kind + 3 * answered(brief, fact).len()
}
