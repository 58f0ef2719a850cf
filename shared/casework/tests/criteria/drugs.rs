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

#[test]
fn a_limit_in_pieces_or_of_the_time_of_a_request_is_held_against_the_request() {
    let request = json!({"dose": "300 mg", "frequency": "every 2 weeks", "duration": "12 months"});
    let held = |asked: &str| of(asked, "Stiff.", json!([]), &request);
    assert_eq!(held("Limit of two 300 mg vials per 28 days"), Status::Met);
    assert_eq!(held("Two pens per 28 days"), Status::Met);
    assert_eq!(held("One pen per 28 days"), Status::NotMet);
    assert_eq!(held("Initial request is not longer than 6 months"), Status::NotMet);
    assert_eq!(held("Initial request is not longer than 1 year"), Status::Met);
}

#[test]
fn a_bound_behind_what_a_number_is_of_is_a_bound() {
    let asked = "DLCO is 30% of predicted or more";
    assert_eq!(status(asked, "DLCO 27 percent of predicted.", json!([])), Status::NotMet);
    assert_eq!(status(asked, "DLCO 34 percent of predicted.", json!([])), Status::Met);
}

#[test]
fn what_was_found_once_was_not_found_twice() {
    let asked = "Low C4 on two separate tests";
    assert_eq!(status(asked, "C4 was low on two separate tests.", json!([])), Status::Met);
    assert_eq!(status(asked, "C4 was low once.", json!([])), Status::Partly);
    let attacks = "At least one attack per month";
    assert_eq!(status(attacks, "About one attack every two months.", json!([])), Status::NotMet);
    assert_eq!(status(attacks, "She has 2 attacks per month.", json!([])), Status::Met);
}

#[test]
fn a_denial_of_one_of_two_is_no_denial_of_both() {
    let asked = "No estrogen or ACE inhibitor is taken";
    assert_ne!(status(asked, "She takes no estrogen.", json!([])), Status::Met);
}

#[test]
fn another_of_a_kind_is_denied_by_the_kind_and_not_by_another_one() {
    let asked = "Not combined with another CFTR modulator";
    let none = "She takes no ivacaftor or other modulator.";
    assert_eq!(status(asked, none, json!([])), Status::Met);
    assert_ne!(status(asked, "She has no other drug allergies.", json!([])), Status::Met);
    let bowel = "No inflammatory bowel disease";
    let neither = "She has no Crohn's disease or ulcerative colitis.";
    assert_eq!(status(bowel, neither, json!([])), Status::Met);
    assert_ne!(status(bowel, "She has no Crohn's disease.", json!([])), Status::Met);
}

#[test]
fn what_a_value_shows_needs_no_word_of_its_own() {
    let asked = "Asthma remains uncontrolled as shown by an Asthma Control Test score below 20";
    let with = |note: &str| status(asked, note, json!([]));
    assert_eq!(with("Severe asthma. ACT score 13."), Status::Met);
    assert_eq!(with("Severe asthma. ACT score 23."), Status::NotMet);
    let liver = "ALT, AST and bilirubin assessed before treatment";
    assert_eq!(
        status(liver, "ALT and AST normal, bilirubin not drawn.", json!([])),
        Status::Partly
    );
}

#[test]
fn a_cancer_of_the_past_leaves_open_whether_one_is_active() {
    let asked = "No active malignancy";
    let told = "She had colon cancer in the past, whether cured is not known.";
    assert_eq!(status(asked, told, json!([])), Status::Partly);
    assert_eq!(status(asked, "She has colon cancer.", json!([])), Status::NotMet);
}

#[test]
fn a_denied_history_is_denied_of_all_that_it_lists() {
    let asked = "No personal or family history of medullary thyroid carcinoma or MEN 2";
    let none = "No personal or family history of medullary thyroid cancer or MEN2.";
    assert_eq!(status(asked, none, json!([])), Status::Met);
    assert_eq!(status(asked, "She has MEN 2.", json!([])), Status::NotMet);
    assert_ne!(status(asked, "No history of medullary thyroid cancer.", json!([])), Status::Met);
}
