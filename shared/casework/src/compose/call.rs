//! The parts of a peer-to-peer brief: short, to be spoken, with the gaps said as gaps.

use super::criteria::{self, statement};
use super::{
    Piece, Said, clinical, condition, fact_from, history, necessity, phrase, request, topic, weight,
};
use crate::brief::Brief;
use crate::evidence::EvidenceId;
use crate::fact::{Fact, FactKind, Origin};

/// How many facts a minute takes beside diagnosis and history.
const TOLD: usize = 4;
/// How many facts are called the strongest.
const STRONGEST: usize = 3;
/// Most findings that answer a question.
const FINDINGS: usize = 2;

/// The case in a minute: diagnosis, the most telling findings, what was tried, the judgment.
pub(super) fn story(brief: &Brief) -> Vec<Piece> {
    let mut said: Vec<Said> = condition::diagnoses(brief).into_iter().take(1).collect();
    let heavy = weight::heaviest(brief);
    let mut told: Vec<&Fact> = heavy.into_iter().filter(|fact| is_note(fact)).take(TOLD).collect();
    told.sort_by_key(|fact| fact.id);
    said.extend(clinical::told(&told));
    said.extend(history::tally(brief));
    said.push(necessity::judgment(brief));
    clinical::paragraph(said)
}

/// The facts that carry the case, with the criteria that they answer.
pub(super) fn strongest(brief: &Brief) -> Vec<Piece> {
    let facts = weight::heaviest(brief).into_iter().take(STRONGEST);
    let items: Vec<Vec<Said>> = facts
        .map(|fact| {
            let evidence =
                std::iter::once(EvidenceId::from(fact.id)).chain(weight::answered(brief, fact));
            vec![Said::on(statement(brief, fact), evidence)]
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
    let all = [tried(brief), severity(brief), reasons(brief), course(brief)];
    let items: Vec<Vec<Said>> = all.into_iter().flatten().map(|said| vec![said]).collect();
    if items.is_empty() { Vec::new() } else { vec![Piece::List { ordered: false, items }] }
}

fn tried(brief: &Brief) -> Option<Said> {
    let rows = brief.context().history();
    let clauses: Vec<String> = rows.iter().map(history::short_clause).collect();
    let origins: Vec<Origin> = (0..rows.len()).map(Origin::History).collect();
    let text = format!("What was tried? {}", phrase::sentence(&phrase::join(&clauses)));
    (!rows.is_empty()).then(|| Said::on(text, request::ids(brief, &origins)))
}

fn severity(brief: &Brief) -> Option<Said> {
    let facts = weight::heaviest(brief).into_iter();
    let found: Vec<&Fact> =
        facts.filter(|fact| fact.kind == FactKind::Diagnostic).take(FINDINGS).collect();
    answer("What are the findings?", &found)
}

fn reasons(brief: &Brief) -> Option<Said> {
    let found: Vec<&Fact> =
        topic::clinical(brief).filter(|fact| topic::is_reason(&fact.text)).take(1).collect();
    answer("Why this, and why now?", &found)
}

fn course(brief: &Brief) -> Option<Said> {
    let found: Vec<&Fact> =
        topic::clinical(brief).filter(|fact| topic::is_plan(&fact.text)).take(1).collect();
    answer("How will the course be followed?", &found)
}

fn answer(question: &str, facts: &[&Fact]) -> Option<Said> {
    let told: Vec<String> = facts.iter().map(|fact| clinical::said(fact).text).collect();
    (!told.is_empty()).then(|| {
        Said::on(format!("{question} {}", told.join(" ")), facts.iter().map(|fact| fact.id))
    })
}

fn is_note(fact: &Fact) -> bool {
    matches!(fact.origin, Origin::Clinical(_))
}

/// Blanks for what is said on the line.
pub(super) fn notes(brief: &Brief) -> Vec<Piece> {
    let on_request: Vec<EvidenceId> =
        fact_from(brief, Origin::Request).map(|fact| fact.id.into()).into_iter().collect();
    let blanks = [
        "Name and specialty of the reviewer: ____________________",
        "Decision, and the criterion it rests on: ____________________",
        "What would change it, and by when: ____________________",
        "Reference of the call: {{reference.number}}",
    ];
    let items = blanks.iter().map(|blank| vec![Said::on(*blank, on_request.clone())]).collect();
    vec![Piece::List { ordered: false, items }]
}
