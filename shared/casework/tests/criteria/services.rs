//! Criteria of devices, procedures, tests and services: one sentence of a policy against one note.

use casework::criterion::Status;
use serde_json::json;

use crate::kit::{body, context, pasted};
use crate::labelled::checklist;

/// The status of one criterion of a request for a service.
fn status(criterion: &str, request: &str, clinical: &str) -> Status {
    let policy = format!("All of the following:\n1. {criterion}\n2. Member is enrolled");
    let mut body = body(pasted(&policy), clinical, json!([]));
    body["diagnoses"] = json!(["R26.89"]);
    body["request"] = json!({"kind": "other", "name": request, "duration": "60 days"});
    let case = context(body);
    checklist(&case).criteria.iter().find(|found| criterion.contains(&found.text)).unwrap().status
}

#[test]
fn a_denied_device_of_a_kind_does_not_deny_the_kind() {
    let asked = "The member has an expressive speech impairment";
    let note = "Expressive speech impairment since birth. Has never had a speech device.";
    assert_eq!(status(asked, "speech generating device", note), Status::Met);
}

#[test]
fn what_the_request_counts_is_held_against_a_bound_from_above() {
    let genes = "The panel contains no more than 25 genes";
    assert_eq!(status(genes, "gene panel, 17 genes", "Stiff."), Status::Met);
    assert_eq!(status(genes, "gene panel, 77 genes", "Stiff."), Status::NotMet);
    let trips = "No more than 3 round trips per week are requested.";
    assert_eq!(status(trips, "ambulance, 3 round trips per week", "Stiff."), Status::Met);
    assert_eq!(status(trips, "ambulance, 5 round trips per week", "Stiff."), Status::NotMet);
}

#[test]
fn one_item_of_a_list_is_enough_and_a_bound_is_no_list() {
    let asked = "The head of the bed is elevated due to congestive heart failure, chronic pulmonary disease, or aspiration";
    let note = "Head of the bed elevated because of aspiration.";
    assert_eq!(status(asked, "hospital bed", note), Status::Met);
    assert_ne!(
        status("Vault asymmetry of 10 mm or more", "helmet", "Vault asymmetry 9 mm."),
        Status::Met
    );
}

#[test]
fn a_share_of_something_is_named_by_what_stands_before_it() {
    let asked = "Obstruction of 50% or more of the nasal airway";
    let note =
        |percent: u32| format!("Septal deviation with {percent}% obstruction of the nasal airway.");
    assert_eq!(status(asked, "septoplasty", &note(80)), Status::Met);
    assert_eq!(status(asked, "septoplasty", &note(30)), Status::NotMet);
}

#[test]
fn the_ends_of_a_scale_are_no_bound() {
    let asked = "A pain score of at least 6 on a 0-10 scale";
    assert_eq!(status(asked, "injection", "Pain score 7/10."), Status::Met);
    assert_eq!(status(asked, "injection", "Pain score 4/10."), Status::NotMet);
}

#[test]
fn counted_nerves_are_no_value_beside_their_count() {
    let asked = "Nerve conduction studies show demyelination in at least 2 motor nerves";
    let note = "Nerve conduction studies: demyelination in three motor nerves.";
    assert_eq!(status(asked, "nerve study", note), Status::Met);
}

#[test]
fn a_share_of_the_calories_is_heard_however_they_are_called() {
    let asked = "The formula provides more than 50% of daily calories";
    let note = "Formula provides about 85% of her calories.";
    assert_eq!(status(asked, "amino acid formula", note), Status::Met);
}

#[test]
fn a_percentile_belongs_to_the_value_before_it() {
    let asked = "Weight below the 5th percentile";
    let note = |place: &str| format!("Weight 8.9 kg, at the {place} percentile.");
    assert_eq!(status(asked, "formula", &note("1st")), Status::Met);
    assert_eq!(status(asked, "formula", &note("40th")), Status::NotMet);
}

#[test]
fn a_share_of_the_weight_that_was_lost_is_no_treatment() {
    let asked = "Weight loss of 10% or more of body weight over 6 months or less";
    let note = |percent: u32| format!("Lost {percent}% of her body weight in 4 months.");
    assert_eq!(status(asked, "formula", &note(12)), Status::Met);
    assert_eq!(status(asked, "formula", &note(4)), Status::NotMet);
}

#[test]
fn of_two_sides_the_one_to_be_treated_counts() {
    let asked = "Best corrected visual acuity of 20/50 or worse in the affected eye";
    let note = "Best corrected visual acuity 20/70 right, 20/25 left.";
    assert_eq!(status(asked, "cataract surgery, right eye", note), Status::Met);
    assert_eq!(status(asked, "cataract surgery, left eye", note), Status::NotMet);
}

#[test]
fn what_a_semicolon_divides_stands_alone() {
    let asked =
        "Visual acuity of 20/50 or worse; or glare testing decreases visual acuity by two lines";
    assert_eq!(status(asked, "cataract surgery", "Visual acuity 20/70."), Status::Met);
}
