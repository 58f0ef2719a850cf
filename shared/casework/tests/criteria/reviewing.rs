//! What a payer's reviewer would still ask, with nothing but the criteria and the letter.

use casework::criterion::{CriterionId, assess, parse};
use casework::document::{Block, Item, Row, Sentence};
use casework::evidence::EvidenceId;
use casework::fact::facts;
use casework::reviewer::{Asked, Remark, RemarkKind, review};
use serde_json::json;

use crate::kit::{case, pasted};

const POLICY: &str = "All of the following:\n1. DAS28 greater than 3.2\n2. One of the following:\n  a. Failure of methotrexate for at least 3 months\n  b. Intolerance to leflunomide\n3. Negative tuberculosis screening";

fn asked() -> Vec<Asked> {
    let case = case(pasted(POLICY), "Stiffness.", json!([]));
    let checklist = assess(&parse(POLICY), &facts(&case), &case);
    let asked = checklist.criteria.into_iter().map(|criterion| Asked {
        id: criterion.id,
        text: criterion.text,
        parent: criterion.parent,
        combinator: criterion.combinator,
    });
    asked.collect()
}

fn paragraph(sentences: &[(&str, &str)]) -> Block {
    let sentence = |(place, (text, evidence)): (usize, &(&str, &str))| Sentence {
        id: format!("s{}", place + 1),
        text: (*text).to_owned(),
        evidence: evidence.split(',').filter_map(|id| EvidenceId::parse(id).ok()).collect(),
        flags: Vec::new(),
        attestation: None,
    };
    Block::Paragraph { sentences: sentences.iter().enumerate().map(sentence).collect() }
}

/// A letter that leaves nothing to ask.
const GOOD: &[(&str, &str)] = &[
    ("I ask Aetna to approve adalimumab 40 mg every 2 weeks for 12 months (HCPCS J0139).", "F3"),
    ("DAS28 was 5.4 at the last visit.", "F5,C1"),
    ("Methotrexate 20 mg weekly for 6 months failed.", "F6,C3"),
    ("Tuberculosis screening was negative.", "F7,C5"),
];

fn kinds(sentences: &[(&str, &str)]) -> Vec<RemarkKind> {
    review(&asked(), &[paragraph(sentences)]).into_iter().map(|remark| remark.kind).collect()
}

/// The good letter with one sentence put in the place of another.
fn with(place: usize, sentence: (&'static str, &'static str)) -> Vec<(&'static str, &'static str)> {
    let letter = GOOD.iter().enumerate();
    letter.map(|(at, good)| if at == place { sentence } else { *good }).collect()
}

#[test]
fn a_letter_that_answers_everything_gets_no_remark() {
    assert_eq!(review(&asked(), &[paragraph(GOOD)]), []);
}

#[test]
fn a_criterion_that_no_sentence_answers_is_named() {
    let remarks = review(&asked(), &[paragraph(&GOOD[..3])]);
    let [Remark { kind, criterion, sentence, text }] = remarks.as_slice() else {
        panic!("{remarks:?}")
    };
    assert_eq!(*kind, RemarkKind::CriterionNotAddressed);
    assert_eq!((*criterion, sentence), (Some(CriterionId(5)), &None));
    assert!(text.contains("Negative tuberculosis screening"));
}

#[test]
fn quoting_a_criterion_is_no_answer() {
    assert_eq!(
        kinds(&with(3, ("Negative tuberculosis screening", "C5"))),
        [RemarkKind::CriterionNotAddressed]
    );
}

#[test]
fn one_answered_branch_is_enough_and_none_is_not() {
    assert_eq!(
        kinds(&with(2, ("Leflunomide 20 mg daily was not tolerated after 2 weeks.", "C4"))),
        []
    );
    assert_eq!(
        kinds(&with(2, ("The disease is active.", ""))),
        [RemarkKind::CriterionNotAddressed, RemarkKind::CriterionNotAddressed]
    );
}

#[test]
fn an_answer_without_the_number_that_is_asked_for_is_named() {
    let remarks =
        review(&asked(), &[paragraph(&with(1, ("Disease activity by DAS28 is high.", "C1")))]);
    assert_eq!(remarks[0].kind, RemarkKind::NumberMissing);
    assert_eq!(remarks[0].sentence.as_deref(), Some("s2"));
    assert!(remarks[0].text.contains("DAS28 of more than 3.2"), "{}", remarks[0].text);
    assert_eq!(kinds(&with(1, ("DAS28 was 2.1.", "C1"))), [RemarkKind::NumberOutside]);
    assert_eq!(
        kinds(&with(2, ("Methotrexate 20 mg weekly for 6 weeks failed.", "C3"))),
        [RemarkKind::NumberOutside]
    );
}

#[test]
fn a_criterion_that_the_letter_itself_leaves_open_is_named() {
    assert_eq!(
        kinds(&with(3, ("This is not documented in the information available.", "C5"))),
        [RemarkKind::CriterionLeftOpen]
    );
}

#[test]
fn a_treatment_without_dose_or_duration_is_asked_about() {
    assert_eq!(
        kinds(&with(2, ("Methotrexate failed.", "C3"))),
        [RemarkKind::NumberMissing, RemarkKind::DoseMissing, RemarkKind::DurationMissing]
    );
}

#[test]
fn a_request_needs_code_quantity_and_duration() {
    assert_eq!(
        kinds(&with(0, ("I ask Aetna to approve adalimumab.", ""))),
        [
            RemarkKind::RequestWithoutCode,
            RemarkKind::RequestWithoutQuantity,
            RemarkKind::RequestWithoutDuration
        ]
    );
    assert_eq!(kinds(&with(0, ("Thank you.", ""))), [RemarkKind::RequestMissing]);
}

#[test]
fn a_request_table_is_part_of_the_request() {
    let rows = [("Code", "HCPCS J0139"), ("Frequency", "every 2 weeks"), ("Duration", "12 months")];
    let row = |(label, value): (&str, &str)| Row {
        cells: vec![label.to_owned(), value.to_owned()],
        evidence: Vec::new(),
    };
    let table = Block::Table {
        caption: None,
        header: vec!["Item".to_owned(), "Detail".to_owned()],
        rows: rows.into_iter().map(row).collect(),
    };
    let letter = with(0, ("I ask Aetna to approve adalimumab.", ""));
    assert_eq!(review(&asked(), &[paragraph(&letter), table]), []);
}

#[test]
fn a_quoted_reason_of_the_denial_must_be_answered() {
    let quote = (
        "Aetna gave this reason for its denial: \u{201C}A biosimilar of the brand must be used before this product.\u{201D}",
        "F9",
    );
    let mut letter = GOOD.to_vec();
    letter.push(quote);
    assert_eq!(kinds(&letter), [RemarkKind::DenialNotAnswered]);
    letter.push(("A biosimilar product was used for 4 months before this request.", "F6"));
    assert_eq!(kinds(&letter), []);
}

#[test]
fn items_of_a_list_are_read_like_paragraphs() {
    let Block::Paragraph { sentences } = paragraph(GOOD) else { panic!("no paragraph") };
    let items = sentences.into_iter().map(|sentence| Item { sentences: vec![sentence] }).collect();
    assert_eq!(review(&asked(), &[Block::List { ordered: true, items }]), []);
}

#[test]
fn a_letter_that_is_empty_and_criteria_that_are_none_are_read_all_the_same() {
    assert_eq!(review(&[], &[]).len(), 1);
    assert_eq!(review(&asked(), &[]).len(), 5);
}
