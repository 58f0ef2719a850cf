//! Steps that a plan wants tried first and alternatives of its formulary: each with what came of it and why it will not do.

use super::{Piece, Said, denial, facts_of, history, phrase, request};
use crate::brief::Brief;
use crate::case::Treatment;
use crate::criterion::Status;
use crate::evidence::EvidenceId;
use crate::fact::{FactKind, Outcome, Reading};

/// Most required drugs without a trial that are named.
const NAMED: usize = 4;

/// The ground on which each step is set aside, step by step, then the steps that the record holds no trial of.
pub(super) fn steps(brief: &Brief) -> Vec<Piece> {
    let header = ["Step", "Dose and duration", "Ground", "Detail"];
    told(brief, "I ask for this exception on the following grounds", header, ground)
}

/// The prescriber's supporting statement, alternative by alternative.
pub(super) fn alternatives(brief: &Brief) -> Vec<Piece> {
    let lead = "As the prescriber I support this exception with the following grounds";
    let header = ["Alternative", "Dose and duration", "Why it does not suffice", "Detail"];
    told(brief, lead, header, reason)
}

fn told(
    brief: &Brief,
    lead: &str,
    header: [&str; 4],
    why: impl Fn(Outcome) -> &'static str,
) -> Vec<Piece> {
    let cells = |row: &Treatment| {
        let detail =
            history::detail(row).map_or_else(|| "—".to_owned(), |text| phrase::capital(&text));
        vec![history::what(row), history::course_cell(row), why(row.outcome()).to_owned(), detail]
    };
    let mut pieces = Vec::new();
    pieces.extend(grounds(brief, lead).map(|said| Piece::Paragraph(vec![said])));
    let table = history::listed(brief, &header, |row| row.outcome() != Outcome::Completed, cells);
    pieces.extend(table.map(Piece::Table));
    let mut said: Vec<Said> = Vec::new();
    for (place, row) in brief.context().history().iter().enumerate() {
        if row.outcome() == Outcome::Completed {
            said.extend(history::told(brief, place, row));
        }
    }
    said.extend(history::long_details(brief));
    said.extend(untried(brief));
    said.extend(history::medications(brief));
    pieces.extend((!said.is_empty()).then_some(Piece::Paragraph(said)));
    pieces
}

/// The grounds in one sentence: what failed, what was not tolerated, what cannot be used, what the patient is stable on.
fn grounds(brief: &Brief, lead: &str) -> Option<Said> {
    let told = [
        Outcome::Failed,
        Outcome::Partial,
        Outcome::Intolerant,
        Outcome::Contraindicated,
        Outcome::Responding,
    ];
    let (clauses, origins) = history::by_outcome(brief, &told);
    let text = format!("{lead}: {}.", clauses.join("; "));
    (!clauses.is_empty()).then(|| Said::on(text, request::ids(brief, &origins)))
}

/// The ground of an exception that an outcome gives.
fn ground(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Failed => "Tried and failed",
        Outcome::Partial => "Tried, response inadequate",
        Outcome::Intolerant => "Tried, not tolerated",
        Outcome::Contraindicated => "Contraindicated",
        Outcome::Responding => "Responding to current drug",
        Outcome::Completed => "—",
    }
}

fn reason(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Failed => "Not effective: tried and failed",
        Outcome::Partial => "Only a partial response",
        Outcome::Intolerant => "Not tolerated",
        Outcome::Contraindicated => "Contraindicated",
        Outcome::Responding => "Current drug, responding",
        Outcome::Completed => "—",
    }
}

/// A drug that the payer names and that the record holds no trial of is said to be so.
fn untried(brief: &Brief) -> Option<Said> {
    let mut known: Vec<&str> = Vec::new();
    for kind in [
        FactKind::Request,
        FactKind::History,
        FactKind::Medication,
        FactKind::Clinical,
        FactKind::Diagnostic,
    ] {
        known.extend(
            facts_of(brief, kind)
                .flat_map(|fact| fact.reading.drugs.iter())
                .map(|drug| drug.generic),
        );
    }
    let mut named: Vec<&'static str> = Vec::new();
    let mut ids: Vec<EvidenceId> = Vec::new();
    let criteria = brief.checklist().criteria.iter();
    let open = criteria.filter(|c| c.decisive && c.status != Status::Met && c.combinator.is_none());
    let asked = open.map(|c| (EvidenceId::from(c.id), c.text.as_str()));
    let denied = denial::points(brief);
    let denied = denied.iter().map(|fact| (EvidenceId::from(fact.id), fact.text.as_str()));
    for (id, text) in asked.chain(denied) {
        let reading = Reading::of(text);
        for drug in reading.drugs.iter().filter(|drug| !known.contains(&drug.generic)) {
            if !named.contains(&drug.generic) && named.len() < NAMED {
                named.push(drug.generic);
                ids.push(id);
            }
        }
    }
    let list: Vec<String> = named.iter().map(|drug| (*drug).to_owned()).collect();
    let text = format!(
        "A trial of {} is not documented in the information available.",
        phrase::join(&list)
    );
    (!list.is_empty()).then(|| Said::on(text, ids))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_intolerance_is_no_failure_and_gives_another_ground() {
        assert_eq!(ground(Outcome::Intolerant), "Tried, not tolerated");
        assert!(!reason(Outcome::Intolerant).contains("fail"));
        assert!(!reason(Outcome::Partial).contains("fail"));
    }
}
