//! The parts of a peer-to-peer brief: short, to be spoken, with the gaps said as gaps.

use super::{Piece, Said, clinical, condition, criteria, fact_from, topic, weight};
use crate::brief::Brief;
use crate::evidence::EvidenceId;
use crate::fact::{Fact, Origin};

/// How many facts a minute takes beside diagnosis and history.
const TOLD: usize = 3;
/// How many facts are called the strongest.
const STRONGEST: usize = 3;

/// The case in a minute: diagnosis and the most telling findings beside the strongest.
pub(super) fn story(brief: &Brief) -> Vec<Piece> {
    let mut said: Vec<Said> = condition::diagnoses(brief).into_iter().take(1).collect();
    let beside = weight::heaviest(brief).into_iter().skip(STRONGEST);
    let mut told: Vec<&Fact> = beside.filter(|fact| is_note(fact)).take(TOLD).collect();
    told.sort_by_key(|fact| fact.id);
    said.extend(clinical::told(brief, &told));
    clinical::paragraph(said)
}

/// The facts that carry the case, with the criteria that they answer.
pub(super) fn strongest(brief: &Brief) -> Vec<Piece> {
    let facts = weight::heaviest(brief).into_iter().take(STRONGEST);
    let items: Vec<Vec<Said>> = facts
        .map(|fact| {
            let evidence =
                std::iter::once(EvidenceId::from(fact.id)).chain(weight::answered(brief, fact));
            vec![Said::on(criteria::in_a_clause(brief, fact), evidence)]
        })
        .collect();
    if items.is_empty() { Vec::new() } else { vec![Piece::List { ordered: true, items }] }
}

/// The payer's criteria with a short answer each.
pub(super) fn gaps(brief: &Brief) -> Vec<Piece> {
    criteria::in_short(brief)
}

/// What a reviewer will ask, as far as the record has an answer.
pub(super) fn questions(brief: &Brief) -> Vec<Piece> {
    let all = [reasons(brief), course(brief)];
    let items: Vec<Vec<Said>> = all.into_iter().flatten().map(|said| vec![said]).collect();
    if items.is_empty() { Vec::new() } else { vec![Piece::List { ordered: false, items }] }
}

fn reasons(brief: &Brief) -> Option<Said> {
    let found: Vec<&Fact> =
        topic::clinical(brief).filter(|fact| topic::is_reason(&fact.text)).take(1).collect();
    answer(brief, "Why this, and why now?", &found)
}

fn course(brief: &Brief) -> Option<Said> {
    let found: Vec<&Fact> =
        topic::clinical(brief).filter(|fact| topic::is_plan(&fact.text)).take(1).collect();
    answer(brief, "How will the course be followed?", &found)
}

fn answer(brief: &Brief, question: &str, facts: &[&Fact]) -> Option<Said> {
    let told: Vec<String> = facts.iter().map(|fact| clinical::said(brief, fact).text).collect();
    (!told.is_empty()).then(|| {
        Said::on(format!("{question} {}", told.join(" ")), facts.iter().map(|fact| fact.id))
    })
}

fn is_note(fact: &Fact) -> bool {
    matches!(fact.origin, Origin::Clinical(_))
}

/// Blanks for what is said on the line.
pub(super) fn notes(brief: &Brief) -> Vec<Piece> {
    let text = "Reviewer __________; decision __________; criterion __________; call {{reference.number}}.";
    let on_request = fact_from(brief, Origin::Request).map(|fact| fact.id);
    clinical::paragraph(vec![Said::on(text, on_request)])
}
