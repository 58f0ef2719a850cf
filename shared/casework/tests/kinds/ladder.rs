//! The whole ladder from one case: each document knows what was said before and shows what is new.

use casework::brief::{Brief, Earlier};
use casework::case::{CaseContext, CaseForm, CaseId, DocumentId};
use casework::compose::compose;
use casework::document::{Block, Completion, Document, DraftedBy};
use casework::kind::{Kind, shortfalls};
use casework::prompt::prompt;
use serde_json::{Value, json};

fn case(clinical: &str, denial: Option<(&str, &str)>) -> CaseContext {
    let mut case = json!({
        "patient": {"first_name": "Maya", "age": {"years": 54}, "state": "OH"},
        "payer": {"name": "Aetna", "line_of_business": "commercial_fully_insured"},
        "diagnoses": ["M05.79"],
        "request": {"kind": "medication", "name": "adalimumab", "codes": ["J0139"], "dose": "40 mg",
                    "route": "subcutaneous", "frequency": "every 2 weeks", "duration": "12 months"},
        "clinical": clinical,
        "history": [{"treatment": "methotrexate", "dose": "20 mg weekly", "duration": "6 months", "outcome": "failed"}],
        "criteria": {"text": "1. Diagnosis of rheumatoid arthritis\n2. Age 18 years or older"}
    });
    if let (Some((level, reason)), Value::Object(fields)) = (denial, &mut case) {
        fields.insert("denial".to_owned(), json!({"level": level, "reason": reason}));
    }
    CaseContext::try_from(serde_json::from_value::<CaseForm>(case).unwrap()).unwrap()
}

fn written(kind: Kind, context: &CaseContext, earlier: &[Document]) -> (Brief, Document) {
    let earlier = earlier.iter().map(Earlier::of).collect();
    let brief = Brief::new(kind, context, Vec::new()).after(earlier);
    let (id, case) = (DocumentId::from_number(1), CaseId::from_number(2));
    let document = Document::open(
        id,
        case,
        &brief,
        DraftedBy::composer(),
        &compose(&brief),
        Completion::Whole,
    );
    (brief, document)
}

fn text(document: &Document) -> String {
    let sentences = document.blocks.iter().flat_map(Block::sentences);
    sentences.map(|sentence| sentence.text.clone()).collect::<Vec<_>>().join("\n")
}

/// Prior authorization, call, two appeals, external review; at each step the case has grown.
fn ladder() -> Vec<(Brief, Document)> {
    let first = "DAS28 is 5.8.";
    let second = "DAS28 is 5.8. Radiographs show new erosions.";
    let third = "DAS28 is 5.8. Radiographs show new erosions. An ultrasound shows synovitis of both wrists.";
    let steps = [
        (Kind::PriorAuthorization, case(first, None)),
        (Kind::PeerToPeer, case(first, Some(("first", "Not medically necessary.")))),
        (Kind::AppealFirstLevel, case(second, Some(("first", "Not medically necessary.")))),
        (
            Kind::AppealSecondLevel,
            case(second, Some(("second", "Criteria for severity are not met."))),
        ),
        (Kind::ExternalReview, case(third, Some(("external", "The denial is upheld as final.")))),
    ];
    let mut written_so_far: Vec<Document> = Vec::new();
    let mut all = Vec::new();
    for (kind, context) in steps {
        let (brief, document) = written(kind, &context, &written_so_far);
        written_so_far.push(document.clone());
        all.push((brief, document));
    }
    all
}

#[test]
fn the_second_appeal_and_the_external_review_tell_what_was_decided_before() {
    let ladder = ladder();
    let second = text(&ladder[3].1);
    assert!(second.contains("A prior authorization request was written."), "{second}");
    assert!(
        second.contains("Earlier reason for denial: Not medically necessary.")
            || second.contains("“Not medically necessary.”"),
        "{second}"
    );
    assert!(second.contains("“Criteria for severity are not met.”"), "{second}");
    let external = text(&ladder[4].1);
    for told in [
        "prior authorization request",
        "first-level appeal was written",
        "second-level appeal was written",
        "Not medically necessary",
        "Criteria for severity are not met",
        "“The denial is upheld as final.”",
    ] {
        assert!(external.contains(told), "{told}: {external}");
    }
}

#[test]
fn each_document_shows_as_new_what_no_earlier_one_said() {
    let ladder = ladder();
    let new = |at: usize| -> Vec<String> {
        let (brief, _) = &ladder[at];
        brief
            .facts()
            .iter()
            .filter(|fact| brief.is_new(fact))
            .map(|fact| fact.text.clone())
            .collect()
    };
    assert!(new(0).is_empty() && new(1).is_empty());
    assert_eq!(
        new(2),
        ["Radiographs show new erosions."].map(|text| text.trim_end_matches('.').to_owned())
    );
    assert!(new(3).is_empty());
    assert_eq!(new(4), ["An ultrasound shows synovitis of both wrists"]);
    assert!(text(&ladder[4].1).contains("The earlier submission did not hold what follows."));
    assert!(
        ladder[3]
            .0
            .questions()
            .iter()
            .any(|question| question.text.starts_with("What is new since"))
    );
}

#[test]
fn no_document_of_the_ladder_is_flagged_or_short_of_its_checks() {
    for (brief, document) in ladder() {
        assert_eq!(document.counts().flags, 0, "{:?}: {}", brief.kind, text(&document));
        assert!(shortfalls(&brief, &document.blocks).is_empty(), "{:?}", brief.kind);
    }
}

#[test]
fn a_model_is_told_what_is_new_and_what_came_before() {
    let ladder = ladder();
    let prompt = prompt(&ladder[4].0, None).unwrap();
    assert!(prompt.user().contains("new since the earlier documents: An ultrasound"));
    assert!(prompt.user().contains("earlier in this case: "));
}
