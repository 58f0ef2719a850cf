//! The payer's criteria, quoted and answered one by one. A gap is shown as a gap.

use super::{Piece, Said, clinical, history, phrase, request};
use crate::brief::Brief;
use crate::criterion::{Combinator, Criterion, Status};
use crate::evidence::EvidenceId;
use crate::fact::{Fact, Origin, Outcome};

const NOT_DOCUMENTED: &str = "This is not documented in the information available; I can address it in a peer-to-peer conversation.";

/// Every criterion with its answer; nothing if the case has none.
pub(super) fn section(brief: &Brief) -> Vec<Piece> {
    let criteria = &brief.checklist().criteria;
    if criteria.is_empty() {
        return Vec::new();
    }
    let lead = Said::on(lead(brief), criteria.iter().map(|criterion| criterion.id));
    let items = criteria.iter().map(|criterion| item(brief, criterion)).collect();
    vec![Piece::Paragraph(vec![lead]), Piece::List { ordered: true, items }]
}

fn lead(brief: &Brief) -> String {
    let payer = brief.context().payer().name();
    format!(
        "The criteria of {payer} for this request are quoted below, each followed by what the record shows."
    )
}

/// The criterion in the payer's words, then the answer.
fn item(brief: &Brief, criterion: &Criterion) -> Vec<Said> {
    let mut said = vec![Said::on(criterion.text.clone(), [criterion.id])];
    match criterion.combinator {
        Some(combinator) => said.push(group(criterion, combinator)),
        None => said.extend(answer(brief, criterion)),
    }
    said
}

/// A group stands as the criteria below it stand.
fn group(criterion: &Criterion, combinator: Combinator) -> Said {
    let text = match (criterion.status, combinator) {
        (Status::Met, Combinator::None) => "None of the following applies, as answered below.",
        (Status::Met, Combinator::All) => "Each of these is met, as answered below.",
        (Status::Met, Combinator::AtLeast(_)) => "This is met, as answered below.",
        (Status::Partly, _) => "This is met in part, as answered below.",
        (Status::NotMet, _) => "This is not met on the information available, as answered below.",
        (Status::NotDocumented, _) => {
            "This is not documented in the information available, as answered below."
        }
    };
    Said::on(text, ids(criterion))
}

fn answer(brief: &Brief, criterion: &Criterion) -> Vec<Said> {
    let mut said = shown(brief, criterion);
    said.extend(closing(criterion, NOT_DOCUMENTED).map(|text| Said::on(text, ids(criterion))));
    said
}

/// The facts behind a criterion's status.
fn shown(brief: &Brief, criterion: &Criterion) -> Vec<Said> {
    let facts =
        criterion.evidence.iter().filter_map(|id| brief.facts().iter().find(|fact| fact.id == *id));
    facts.map(|fact| restated(brief, criterion, fact)).collect()
}

/// What is said of a criterion that is not met in full.
fn closing(criterion: &Criterion, not_documented: &'static str) -> Option<&'static str> {
    match criterion.status {
        Status::Met => None,
        Status::Partly => {
            Some("What remains of this criterion is not documented in the information available.")
        }
        Status::NotMet => Some("On the information available, this criterion is not met."),
        Status::NotDocumented if criterion.decisive => Some(not_documented),
        Status::NotDocumented => {
            Some("This is not documented; another alternative of its group is met.")
        }
    }
}

/// Every criterion with its answer, without an introduction: to be looked up while speaking.
pub(super) fn in_short(brief: &Brief) -> Vec<Piece> {
    let criteria = &brief.checklist().criteria;
    let items: Vec<Vec<Said>> = criteria.iter().map(|criterion| item(brief, criterion)).collect();
    if items.is_empty() { Vec::new() } else { vec![Piece::List { ordered: true, items }] }
}

/// What stands open, quoted and called what it is: for a text that has no list.
pub(super) fn open_in_short(brief: &Brief) -> Vec<Said> {
    let criteria = brief.checklist().criteria.iter();
    criteria
        .filter(|c| c.combinator.is_none() && c.decisive)
        .filter_map(|criterion| {
            let standing = match criterion.status {
                Status::Met => return None,
                Status::Partly => "Documented only in part",
                Status::NotMet => "Not met on the information available",
                Status::NotDocumented => "Not documented in the information available",
            };
            let text = phrase::quoting(&format!("{standing}:"), &criterion.text);
            Some(Said::on(text, ids(criterion)))
        })
        .collect()
}

/// A fact as the answer to a criterion.
fn restated(brief: &Brief, criterion: &Criterion, fact: &Fact) -> Said {
    let evidence: [EvidenceId; 2] = [fact.id.into(), criterion.id.into()];
    // The history has its own section: what a treatment brought is told there, and here in a clause.
    let place = if let Origin::History(place) = fact.origin { Some(place) } else { None };
    let row = place.and_then(|place| brief.context().history().get(place));
    let row = row.filter(|row| row.outcome() != Outcome::Completed);
    let text = row
        .map_or_else(|| statement(brief, fact), |row| history::in_short(brief.first_name(), row));
    // A criterion in the negative ("does not exceed") can make its own answer look like a contradiction; the answer stands
    // on the fact alone then.
    if brief.ground().flags(&text, Some(&evidence)).is_empty() {
        Said::on(text, evidence)
    } else {
        Said::on(text, [fact.id])
    }
}

/// A fact as a sentence of its own.
pub(super) fn statement(brief: &Brief, fact: &Fact) -> String {
    let name = brief.first_name();
    match fact.origin {
        Origin::History(place) => brief.context().history().get(place).map_or_else(
            || phrase::sentence(&fact.text),
            |row| history::statement(brief, place, row),
        ),
        Origin::Diagnosis(place) => brief.context().diagnoses().get(place).map_or_else(
            || phrase::sentence(&fact.text),
            |diagnosis| {
                format!(
                    "{name} has {} ({}).",
                    phrase::diagnosis(diagnosis.description()),
                    diagnosis.code()
                )
            },
        ),
        Origin::Request => format!("The request is for {}.", request::item(brief)),
        Origin::Clinical(_) => clinical::said(fact).text,
        Origin::Age => format!("{name} is {}.", brief.context().patient().age().describe()),
        Origin::State
        | Origin::Payer
        | Origin::Medication(_)
        | Origin::DenialLevel
        | Origin::DenialReason
        | Origin::DenialText(_)
        | Origin::Earlier(_) => phrase::sentence(&fact.text),
    }
}

/// A criterion and the facts that speak to it.
fn ids(criterion: &Criterion) -> Vec<EvidenceId> {
    let facts = criterion.evidence.iter().map(|id| EvidenceId::from(*id));
    std::iter::once(criterion.id.into()).chain(facts).collect()
}
