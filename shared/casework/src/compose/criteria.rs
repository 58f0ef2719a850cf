//! The payer's criteria, quoted and answered one by one. A gap is shown as a gap.

use super::{Piece, Said, clinical, history, phrase, request};
use crate::brief::Brief;
use crate::criterion::{Combinator, Criterion, Status};
use crate::evidence::EvidenceId;
use crate::fact::{Fact, Origin, Outcome};

const NOT_DOCUMENTED: &str = "This is not documented in the information available.";
const ALTERNATIVE: &str = "This is not documented; another alternative of its group is met.";
const NOT_MET: &str = "On the information available, this criterion is not met.";
const NONE_APPLIES: &str = "None of the following applies, as answered below.";
const ALL_MET: &str = "Each of these is met, as answered below.";
const GROUP_MET: &str = "This is met, as answered below.";
const GROUP_PARTLY: &str = "This is met in part, as answered below.";
const GROUP_NOT_MET: &str = "This is not met on the information available, as answered below.";
const GROUP_OPEN: &str = "This is not documented in the information available, as answered below.";

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
    format!("The criteria of {payer} are quoted below, each followed by what the record shows.")
}

/// What is left to say of an answer beside the status, which a letter prints as a label: nothing of a sentence that only
/// repeats it.
pub(crate) fn beside_label(text: &str) -> Option<&str> {
    let groups = [NONE_APPLIES, ALL_MET, GROUP_MET, GROUP_PARTLY, GROUP_NOT_MET, GROUP_OPEN];
    if text == NOT_DOCUMENTED || text == NOT_MET || groups.contains(&text) {
        return None;
    }
    Some(if text == ALTERNATIVE { "Another alternative of its group is met." } else { text })
}

/// The criterion in the payer's words, then the answer.
fn item(brief: &Brief, criterion: &Criterion) -> Vec<Said> {
    let mut said = vec![Said::on(criterion.text.clone(), [criterion.id])];
    match criterion.combinator {
        Some(combinator) => said.push(group(brief, criterion, combinator)),
        None => said.extend(answer(brief, criterion)),
    }
    said
}

/// A group stands as the criteria below it stand; where one of several is enough, the answer names which it is.
fn group(brief: &Brief, criterion: &Criterion, combinator: Combinator) -> Said {
    let below = || brief.checklist().below(Some(criterion.id));
    let mut met = below().filter(|below| below.status == Status::Met && below.combinator.is_none());
    if let (Status::Met, Combinator::AtLeast(1), Some(first)) =
        (criterion.status, combinator, met.next())
        && below().count() > 1
    {
        let text = phrase::quoting("The alternative that applies is", &first.text);
        return Said::on(text, ids(criterion).into_iter().chain([first.id.into()]));
    }
    let text = match (criterion.status, combinator) {
        (Status::Met, Combinator::None) => NONE_APPLIES,
        (Status::Met, Combinator::All) => ALL_MET,
        (Status::Met, Combinator::AtLeast(_)) => GROUP_MET,
        (Status::Partly, _) => GROUP_PARTLY,
        (Status::NotMet, _) => GROUP_NOT_MET,
        (Status::NotDocumented, _) => GROUP_OPEN,
    };
    Said::on(text, ids(criterion))
}

fn answer(brief: &Brief, criterion: &Criterion) -> Vec<Said> {
    let mut said = shown(brief, criterion);
    said.extend(closing(criterion).map(|text| Said::on(text, ids(criterion))));
    said
}

/// The facts behind a criterion's status.
fn shown(brief: &Brief, criterion: &Criterion) -> Vec<Said> {
    let facts =
        criterion.evidence.iter().filter_map(|id| brief.facts().iter().find(|fact| fact.id == *id));
    facts.map(|fact| restated(brief, criterion, fact)).collect()
}

/// What is said of a criterion that is not met in full.
fn closing(criterion: &Criterion) -> Option<&'static str> {
    match criterion.status {
        Status::Met => None,
        Status::Partly => Some("The rest of this criterion is not documented."),
        Status::NotMet => Some(NOT_MET),
        Status::NotDocumented if criterion.decisive => Some(NOT_DOCUMENTED),
        Status::NotDocumented => Some(ALTERNATIVE),
    }
}

/// What answers the criteria that are met, then each open one with what it is: to be looked up while speaking.
pub(super) fn in_short(brief: &Brief) -> Vec<Piece> {
    let criteria = &brief.checklist().criteria;
    let leaves = || criteria.iter().filter(|criterion| criterion.combinator.is_none());
    let mut said: Vec<Said> = Vec::new();
    for answer in leaves().filter(|c| c.status == Status::Met).flat_map(|c| shown(brief, c)) {
        match said.iter_mut().find(|known| known.text == answer.text) {
            Some(known) => known.evidence.extend(answer.evidence.into_iter().skip(1)),
            None => said.push(answer),
        }
    }
    let met: Vec<EvidenceId> =
        criteria.iter().filter(|c| c.status == Status::Met).map(|c| c.id.into()).collect();
    if !met.is_empty() {
        said.insert(0, Said::on("These facts answer the criteria that are met.", met));
    }
    said.extend(together(criteria));
    let open = leaves().filter(|c| c.status != Status::Met).map(|c| item(brief, c));
    let items: Vec<Vec<Said>> = open.collect();
    let mut pieces = clinical::paragraph(said);
    pieces.extend((!items.is_empty()).then_some(Piece::List { ordered: true, items }));
    pieces
}

/// How groups of criteria stand that are not met.
fn together(criteria: &[Criterion]) -> Vec<Said> {
    let standings = [
        (Status::Partly, "Taken together, the criteria are met in part."),
        (Status::NotMet, "Taken together, the criteria are not met on the information available."),
        (
            Status::NotDocumented,
            "Taken together, the criteria are not documented in the information available.",
        ),
    ];
    let groups = |status| {
        criteria.iter().filter(move |c| c.combinator.is_some() && c.status == status).flat_map(ids)
    };
    standings
        .into_iter()
        .map(|(status, text)| Said::on(text, groups(status)))
        .filter(|said| !said.evidence.is_empty())
        .collect()
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
    let text = in_a_clause(brief, fact);
    // A criterion in the negative ("does not exceed") can make its own answer look like a contradiction; the answer stands
    // on the fact alone then.
    let lower = criterion.text.to_lowercase();
    let negative =
        ["not ", "no ", "without ", "absence ", "exceed"].iter().any(|word| lower.contains(word));
    if !negative || brief.ground().flags(&text, Some(&evidence)).is_empty() {
        Said::on(text, evidence)
    } else {
        Said::on(text, [fact.id])
    }
}

/// A fact in short. The history has its own section: what a treatment brought is told there, and here in a clause.
pub(super) fn in_a_clause(brief: &Brief, fact: &Fact) -> String {
    let place = if let Origin::History(place) = fact.origin { Some(place) } else { None };
    let row = place.and_then(|place| brief.context().history().get(place));
    let row = row.filter(|row| row.outcome() != Outcome::Completed);
    row.map_or_else(|| statement(brief, fact), |row| history::in_short(brief.first_name(), row))
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
        Origin::Clinical(_) => clinical::said(brief, fact).text,
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
