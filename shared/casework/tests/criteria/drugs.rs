//! Criteria of drugs: one sentence of a policy against one note and one history.

use casework::criterion::Status;
use serde_json::{Value, json};

use crate::kit::{body, context, pasted};
use crate::labelled::checklist;

/// The status of one criterion of a request for adalimumab.
fn status(criterion: &str, clinical: &str, history: Value) -> Status {
    of(criterion, clinical, history, &json!({}))
}

/// The same with other fields of the request.
fn of(criterion: &str, clinical: &str, history: Value, request: &Value) -> Status {
    let policy = format!("All of the following:\n1. {criterion}\n2. Member is enrolled");
    let mut body = body(pasted(&policy), clinical, history);
    for (field, value) in request.as_object().into_iter().flatten() {
        body["request"][field] = value.clone();
    }
    let case = context(body);
    checklist(&case).criteria.iter().find(|found| criterion.contains(&found.text)).unwrap().status
}

#[test]
fn two_trials_of_which_one_was_too_short_are_not_two() {
    let asked = "Trial of at least two conventional DMARDs for 3 months each";
    let methotrexate =
        json!({"treatment": "methotrexate", "duration": "6 months", "outcome": "failed"});
    let leflunomide =
        |weeks: &str| json!({"treatment": "leflunomide", "duration": weeks, "outcome": "failed"});
    let both = |weeks| json!([methotrexate, leflunomide(weeks)]);
    assert_eq!(status(asked, "Stiff.", both("5 weeks")), Status::NotMet);
    assert_eq!(status(asked, "Stiff.", both("16 weeks")), Status::Met);
    assert_eq!(status(asked, "Stiff.", json!([methotrexate])), Status::Partly);
}

#[test]
fn what_was_not_tried_not_done_and_not_asked_is_not_met() {
    let none = || json!([]);
    let tried = "Trial of leflunomide for at least 30 days";
    assert_eq!(status(tried, "Leflunomide not tried.", none()), Status::NotMet);
    let done = "Baseline quantitative serum immunoglobulins have been obtained";
    assert_eq!(status(done, "Immunoglobulin levels were not measured.", none()), Status::NotMet);
    let asked = "Prescribed by, or in consultation with, a neurologist";
    assert_eq!(status(asked, "Neurology has not seen her.", none()), Status::NotMet);
    assert_eq!(status(asked, "Referral letter: I am a neurologist.", none()), Status::Met);
    let fracture = "History of a fragility fracture of the hip or spine";
    assert_eq!(status(fracture, "She has never had a fracture.", none()), Status::NotMet);
    let dental = "Dental examination before the first dose";
    assert_eq!(status(dental, "No dental visit is on record.", none()), Status::NotDocumented);
}

#[test]
fn a_screening_is_done_whatever_it_found() {
    let asked = "Member has been screened for suicidal ideation";
    let screened = "No suicidal thoughts on screening today.";
    assert_eq!(status(asked, screened, json!([])), Status::Met);
    assert_ne!(status(asked, "She has not been screened.", json!([])), Status::Met);
}

#[test]
fn pieces_of_a_strength_are_one_amount() {
    let asked = "Requested quantity is no more than 2 injections of 40 mg per 28 days";
    let often = |frequency: &str| json!({"dose": "40 mg", "frequency": frequency});
    assert_eq!(of(asked, "Stiff.", json!([]), &often("every 2 weeks")), Status::Met);
    assert_eq!(of(asked, "Stiff.", json!([]), &often("weekly")), Status::NotMet);
}
