//! A letter for the tests of this folder.

use casework::brief::Brief;
use casework::case::{CaseContext, CaseForm, CaseId, DocumentId};
use casework::document::{Block, Completion, Document, DraftedBy, Edit, Sentence};
use casework::draft::Parser;
use casework::kind::Kind;
use jiff::Timestamp;
use serde_json::json;

/// When everything happens.
pub(crate) const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// A case of rheumatoid arthritis.
pub(crate) fn case() -> CaseContext {
    let form = json!({
        "patient": {"first_name": "Maya", "age": {"years": 54}, "state": "OH"},
        "payer": {"name": "Aetna", "line_of_business": "commercial_fully_insured"},
        "diagnoses": ["M05.79"],
        "request": {"kind": "medication", "name": "adalimumab", "dose": "40 mg", "frequency": "every 2 weeks"},
        "clinical": "DAS28 is 5.8. Maya cannot open jars. TB screening was negative",
        "history": [{"treatment": "methotrexate", "dose": "20 mg weekly", "duration": "6 months", "outcome": "failed"}],
        "denial": {"level": "first", "reason": "Not medically necessary."}
    });
    CaseContext::try_from(serde_json::from_value::<CaseForm>(form).unwrap()).unwrap()
}

/// A letter of these lines; facts are F1 age, F2 state, F3 payer, F4 diagnosis, F5 request, F6 methotrexate, F7 DAS28,
/// F8 jars, F9 TB, F10 and F11 denial.
pub(crate) fn letter(text: &str) -> Document {
    let brief = Brief::new(Kind::LetterOfMedicalNecessity, &case(), Vec::new());
    let mut parser = Parser::new(&brief);
    let mut events = parser.push(text);
    events.extend(parser.finish());
    let (id, case) = (DocumentId::from_number(1), CaseId::from_number(2));
    Document::open(id, case, &brief, DraftedBy::composer(), &events, Completion::Whole)
}

/// The sentence with this id.
pub(crate) fn sentence<'a>(document: &'a Document, id: &str) -> &'a Sentence {
    document.blocks.iter().flat_map(Block::sentences).find(|one| one.id == id).unwrap()
}

/// Other words for a sentence.
pub(crate) fn replace(id: &str, text: &str) -> Edit {
    Edit::Replace { sentence: id.to_owned(), text: text.to_owned(), evidence: None }
}
