//! Opens a document from what a writer wrote.

use super::{Block, CriterionView, Document, DraftedBy, FactView, ReLine, State};
use crate::brief::Brief;
use crate::case::{CaseId, DocumentId};
use crate::draft::{self, DraftEvent};
use crate::fact::{Fact, FactKind};
use crate::kind::{CharacterLimit, Part};

/// The blanks that a document can have. They are filled in the user's browser, never on the server.
pub const PLACEHOLDERS: &[&str] = &[
    "patient.last_name",
    "patient.date_of_birth",
    "member.id",
    "member.group",
    "claim.number",
    "reference.number",
    "letter.date",
    "clinician.name",
    "clinician.signature",
    "practice.phone",
    "practice.fax",
    "payer.address",
    "payer.fax",
];

/// Whether the writer came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completion {
    /// It did.
    Whole,
    /// It was cut off; the document holds what had come.
    Partial,
}

impl Document {
    /// The first version of a document, from the events of its draft.
    pub fn open(
        id: DocumentId,
        case_id: CaseId,
        brief: &Brief,
        drafted_by: DraftedBy,
        events: &[DraftEvent],
        completion: Completion,
    ) -> Self {
        let spec = brief.kind.spec();
        let mut document = Self {
            id,
            case_id,
            kind: brief.kind,
            state: State::Draft,
            version: 1,
            title: spec.title.to_owned(),
            drafted_by,
            blocks: draft::blocks(events),
            facts: facts(brief),
            criteria: criteria(brief),
            sources: brief.sources().to_vec(),
            placeholders: Vec::new(),
            re: re_lines(brief),
            addressee: addressee(brief),
            character_limit: brief.character_limit().map(CharacterLimit::number),
            left_out: Vec::new(),
            partial: completion == Completion::Partial,
            resolutions: Vec::new(),
            reviewed: None,
            signed_off: None,
            exported_at: None,
        };
        document.placeholders = placeholders(&document);
        document.left_out = left_out(&document);
        document
    }
}

/// The blanks that stand in a document and on its letter, each once, in the order of [`PLACEHOLDERS`].
pub(super) fn placeholders(document: &Document) -> Vec<String> {
    let body = serde_json::to_string(&document.blocks).unwrap_or_default();
    let head = document.re.iter().map(|line| line.value.as_str());
    let texts: Vec<&str> = head
        .chain(document.addressee.iter().map(String::as_str))
        .chain([body.as_str(), super::letter::DATE_LINE])
        .collect();
    PLACEHOLDERS
        .iter()
        .filter(|name| texts.iter().any(|text| text.contains(&format!("{{{{{name}}}}}"))))
        .map(|name| (*name).to_owned())
        .collect()
}

/// What a text with a limit does not speak of: facts that argue, and criteria that are asked for themselves.
pub(super) fn left_out(document: &Document) -> Vec<String> {
    if document.character_limit.is_none() {
        return Vec::new();
    }
    let sentences = document.blocks.iter().flat_map(Block::sentences);
    let told: Vec<String> =
        sentences.flat_map(|sentence| sentence.evidence.iter().map(ToString::to_string)).collect();
    let argues = |kind| {
        matches!(
            kind,
            FactKind::Diagnosis
                | FactKind::History
                | FactKind::Medication
                | FactKind::Diagnostic
                | FactKind::Clinical
        )
    };
    let facts = document.facts.iter().filter(|fact| argues(fact.kind)).map(|fact| &fact.id);
    // A criterion that ends in a colon only opens the list of those below it.
    let criteria = document.criteria.iter().filter(|criterion| !criterion.text.ends_with(':'));
    let all = facts.chain(criteria.map(|criterion| &criterion.id));
    all.filter(|id| !told.contains(id)).cloned().collect()
}

fn facts(brief: &Brief) -> Vec<FactView> {
    let view = |fact: &Fact| FactView {
        id: fact.id.to_string(),
        text: fact.text.clone(),
        kind: fact.kind,
        outcome: (fact.kind == FactKind::History).then_some(fact.reading.outcome).flatten(),
    };
    brief.facts().iter().map(view).collect()
}

fn criteria(brief: &Brief) -> Vec<CriterionView> {
    brief
        .checklist()
        .criteria
        .iter()
        .map(|criterion| CriterionView {
            id: criterion.id.to_string(),
            text: criterion.text.clone(),
            status: criterion.status,
            evidence: criterion.evidence.iter().map(ToString::to_string).collect(),
            question: criterion.question.clone(),
            parent: criterion.parent,
            combinator: criterion.combinator,
        })
        .collect()
}

fn addressee(brief: &Brief) -> Vec<String> {
    let spec = brief.kind.spec();
    let mut lines = vec![brief.context().payer().name().to_owned()];
    lines.extend(spec.addressee.iter().map(|line| (*line).to_owned()));
    lines.push("{{payer.address}}".to_owned());
    lines
}

fn re_lines(brief: &Brief) -> Vec<ReLine> {
    let line = |label: &str, value: String| ReLine { label: label.to_owned(), value };
    let mut lines = vec![
        line("Patient", format!("{} {{{{patient.last_name}}}}", brief.first_name())),
        line("Date of birth", "{{patient.date_of_birth}}".to_owned()),
        line("Member ID", "{{member.id}}".to_owned()),
    ];
    if answered_denial(brief) {
        lines.push(line("Denial reference", "{{reference.number}}".to_owned()));
    }
    // Where the request has a table, the further diagnoses stand there.
    let table = brief.kind.spec().section(Part::Service).is_some();
    let shown = if table { 1 } else { brief.context().diagnoses().len() };
    for diagnosis in brief.context().diagnoses().iter().take(shown) {
        let value = format!("{} ({})", diagnosis.description(), diagnosis.code());
        lines.push(line("Diagnosis", value));
    }
    lines.push(line("Request", crate::compose::request_line(brief)));
    lines
}

/// Whether the case holds a denial that this kind speaks of.
fn answered_denial(brief: &Brief) -> bool {
    brief.context().denial().is_some() && brief.kind.spec().section(Part::Denial).is_some()
}
