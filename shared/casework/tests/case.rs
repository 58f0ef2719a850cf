//! The allow-list of a case from outside: what is accepted, and how each rule refuses.
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test")]

use casework::case::{CaseContext, CaseForm, merge};
use clinical::refusal::{Refusal, code};
use proptest::prelude::*;
use serde_json::{Value, json};

fn example() -> Value {
    json!({
        "patient": {"first_name": "Maya", "age": {"years": 54}, "state": "OH"},
        "payer": {"name": "Aetna", "line_of_business": "commercial_fully_insured"},
        "diagnoses": ["M05.79"],
        "request": {"kind": "medication", "name": "adalimumab", "codes": ["J0139"], "dose": "40 mg", "route": "subcutaneous",
                    "frequency": "every 2 weeks", "duration": "12 months"},
        "clinical": "Severe morning stiffness for two hours. DAS28 of 5.4. TB screening was negative.",
        "history": [{"treatment": "methotrexate", "dose": "20 mg weekly", "duration": "6 months", "outcome": "failed",
                     "detail": "persistent synovitis"}],
        "medications": [{"name": "folic acid", "dose": "1 mg", "frequency": "daily"}],
        "criteria": {"text": "1. Diagnosis of rheumatoid arthritis"},
        "denial": {"level": "first", "reason": "not medically necessary", "text": "The request was denied."}
    })
}

fn read(json: Value) -> Result<CaseContext, Vec<Refusal>> {
    CaseContext::try_from(serde_json::from_value::<CaseForm>(json).unwrap())
}

fn with(pointer: &str, value: Value) -> Value {
    let mut json = example();
    *json.pointer_mut(pointer).unwrap() = value;
    json
}

/// Pointer and code of each refusal.
fn refused(json: Value) -> Vec<(String, &'static str)> {
    let refusals = read(json).unwrap_err();
    refusals.into_iter().map(|refusal| (refusal.pointer, refusal.code)).collect()
}

#[test]
fn the_example_of_the_design_is_accepted_and_comes_back_as_it_was_sent() {
    let context = read(example()).unwrap();
    assert_eq!(serde_json::to_value(&context).unwrap(), example());
    let stored = CaseContext::stored(&example().to_string()).unwrap();
    assert_eq!(stored, context);
}

#[test]
fn optional_fields_may_be_missing_or_blank() {
    let mut json = example();
    for field in ["history", "medications", "criteria", "denial"] {
        json.as_object_mut().unwrap().remove(field);
    }
    json["request"] =
        json!({"kind": "genetic test", "name": "whole exome sequencing", "dose": " "});
    let context = read(json).unwrap();
    let written = serde_json::to_value(&context).unwrap();
    assert_eq!(
        written["request"],
        json!({"kind": "genetic_test", "name": "whole exome sequencing"})
    );
    assert!(written.get("history").is_none() && written.get("denial").is_none());
}

#[test]
fn every_refusal_is_reported_at_once() {
    let mut json = example();
    json["patient"] =
        json!({"first_name": "Maya Rodriguez", "age": {"years": 95}, "state": "Ohio"});
    json["diagnoses"] = json!(["M05.7", "M05.97", "x"]);
    json["payer"]["line_of_business"] = json!("ppo");
    json["history"][0]["outcome"] = json!("great");
    json["clinical"] = json!("SSN 219-09-9999.");
    let found = refused(json);
    let expected = [
        ("/patient/first_name", code::MALFORMED),
        ("/patient/age/years", code::OUT_OF_RANGE),
        ("/patient/state", code::UNKNOWN_VALUE),
        ("/payer/line_of_business", code::UNKNOWN_VALUE),
        ("/diagnoses/0", code::NOT_BILLABLE),
        ("/diagnoses/1", code::UNKNOWN_CODE),
        ("/diagnoses/2", code::MALFORMED),
        ("/clinical", code::IDENTIFIERS_FOUND),
        ("/history/0/outcome", code::UNKNOWN_VALUE),
    ];
    assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
}

#[test]
fn an_empty_form_names_every_needed_field() {
    let pointers: Vec<String> =
        refused(json!({})).into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(pointers, ["/patient", "/payer", "/diagnoses", "/request", "/clinical"]);
}

#[test]
fn an_identifier_in_any_free_text_is_refused_there() {
    for pointer in [
        "/payer/name",
        "/request/name",
        "/request/dose",
        "/request/route",
        "/request/frequency",
        "/request/duration",
        "/clinical",
        "/history/0/treatment",
        "/history/0/dose",
        "/history/0/duration",
        "/history/0/detail",
        "/medications/0/name",
        "/medications/0/dose",
        "/medications/0/frequency",
        "/criteria/text",
        "/denial/reason",
        "/denial/text",
    ] {
        let refusals = read(with(pointer, json!("SSN 219-09-9999"))).unwrap_err();
        assert_eq!(
            (refusals[0].pointer.as_str(), refusals[0].code),
            (pointer, code::IDENTIFIERS_FOUND)
        );
        assert!(!format!("{refusals:?}").contains("219"), "{pointer}");
    }
}

#[test]
fn control_characters_and_long_texts_are_refused() {
    assert_eq!(
        refused(with("/clinical", json!("a\u{0}b"))),
        [("/clinical".to_owned(), code::CONTROL_CHARACTERS)]
    );
    assert_eq!(
        refused(with("/clinical", json!("a ".repeat(4_001)))),
        [("/clinical".to_owned(), code::TOO_LONG)]
    );
    assert!(read(with("/clinical", json!("é ".repeat(4_000)))).is_ok());
    let many = vec![example()["history"][0].clone(); 31];
    assert_eq!(refused(with("/history", json!(many))), [("/history".to_owned(), code::TOO_MANY)]);
    assert_eq!(
        refused(with("/diagnoses", json!(["M05.79", "m0579"]))),
        [("/diagnoses/1".to_owned(), code::REPEATED)]
    );
}

#[test]
fn a_correction_is_a_merge_patch_over_the_case() {
    let context = read(example()).unwrap();
    let patch = json!({"patient": {"age": {"years": null, "range": "50-59"}}, "denial": null});
    let corrected = CaseContext::try_from(merge(&context, patch).unwrap()).unwrap();
    let written = serde_json::to_value(&corrected).unwrap();
    assert_eq!(
        written["patient"],
        json!({"first_name": "Maya", "age": {"range": "50-59"}, "state": "OH"})
    );
    assert!(written.get("denial").is_none());
    let unknown = merge(&context, json!({"patient": {"last_name": "x"}})).unwrap_err();
    assert_eq!(
        (unknown[0].pointer.as_str(), unknown[0].code),
        ("/patient/last_name", code::UNKNOWN_FIELD)
    );
    assert!(merge(&context, json!([])).is_err());
}

#[test]
fn nothing_of_a_case_shows_in_debug() {
    let context = read(example()).unwrap();
    let form: CaseForm = serde_json::from_value(example()).unwrap();
    for shown in [
        format!("{context:?}"),
        format!("{form:?}"),
        format!("{:?}{:?}", context.history(), context.patient()),
    ] {
        for word in ["Maya", "synovitis", "methotrexate", "stiffness"] {
            assert!(!shown.contains(word), "{shown}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_in_any_field_is_accepted_or_refused_and_never_panics(text in "\\PC{0,60}", place in 0usize..9) {
        let pointers = ["/patient/first_name", "/patient/state", "/payer/name", "/diagnoses/0", "/request/kind",
                        "/request/name", "/clinical", "/history/0/duration", "/criteria/text"];
        if let Err(refusals) = read(with(pointers[place], json!(text))) {
            prop_assert!(refusals.iter().all(|refusal| refusal.pointer.starts_with('/')));
        }
    }
}
