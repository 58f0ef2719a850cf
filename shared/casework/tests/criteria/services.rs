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

#[test]
fn who_never_had_any_test_of_a_kind_had_none_by_its_full_name() {
    let asked = "No previous BRCA1/2 full sequence analysis";
    assert_eq!(status(asked, "gene test", "She has never had BRCA testing before."), Status::Met);
    assert_ne!(status(asked, "gene test", "She has never had APC testing before."), Status::Met);
    let asked = "Not a repeat bariatric procedure";
    assert_eq!(
        status(asked, "gastric sleeve", "He has had no earlier bariatric surgery."),
        Status::Met
    );
}

#[test]
fn an_event_without_a_date_may_lie_before_the_time_that_must_be_free_of_it() {
    let asked = "No corticosteroid injection into the knee within the past 3 months";
    let note = |when: &str| format!("She had a corticosteroid injection into the knee, {when}.");
    assert_eq!(status(asked, "knee", &note("date not noted")), Status::Partly);
    assert_eq!(status(asked, "knee", &note("3 weeks ago")), Status::NotMet);
}

#[test]
fn what_is_planned_for_a_subject_is_no_more_than_a_plan() {
    let asked = "Member or caregiver has been trained in use of the device";
    let note = "Training by the equipment supplier is planned for the delivery day.";
    assert_eq!(status(asked, "CPAP device", note), Status::Partly);
}

#[test]
fn the_length_of_the_request_is_held_against_its_bound() {
    let asked = "Length of the request is 3 months or less";
    assert_eq!(status(asked, "formula", "Stiff."), Status::Met);
    let asked = "Rental of the first trial period is not longer than 1 month";
    assert_eq!(status(asked, "CPAP device", "Stiff."), Status::NotMet);
}

#[test]
fn hours_of_a_recording_are_measured() {
    let asked = "At least 2 hours of recording time during the sleep test";
    let note = |hours: u32| format!("Sleep test over {hours} hours of recording.");
    assert_eq!(status(asked, "CPAP device", &note(6)), Status::Met);
    assert_eq!(status(asked, "CPAP device", &note(1)), Status::NotMet);
}

#[test]
fn so_many_items_of_a_list_in_one_line_are_enough() {
    let asked = "Two or more symptoms: nasal discharge, facial pressure, loss of smell";
    let note = "Facial pressure and thick nasal discharge.";
    assert_eq!(status(asked, "sinus surgery", note), Status::Met);
    assert_eq!(status(asked, "sinus surgery", "Facial pressure."), Status::Partly);
}

#[test]
fn four_nodes_are_not_zero_to_three() {
    let asked = "Zero to three positive axillary lymph nodes";
    let note = "Four axillary lymph nodes contain cancer.";
    assert_ne!(status(asked, "gene assay", note), Status::Met);
}

#[test]
fn what_the_request_will_do_is_no_plan_and_what_is_going_to_be_done_is_one() {
    let asked = "Gait training has been completed";
    assert_eq!(
        status(asked, "prosthetic knee", "He is going to get gait training."),
        Status::Partly
    );
    let asked = "The formula supplies at least 50% of calories";
    let note = "The formula will supply 80 percent of his calories.";
    assert_eq!(status(asked, "ketogenic formula", note), Status::Met);
}

#[test]
fn sessions_that_a_program_is_limited_to_are_held_against_the_request() {
    let asked = "Program is limited to 36 sessions";
    assert_eq!(status(asked, "rehabilitation, 48 sessions", "Stiff."), Status::NotMet);
    assert_eq!(status(asked, "rehabilitation, 36 sessions", "Stiff."), Status::Met);
}

#[test]
fn a_change_is_reckoned_from_what_a_value_was_and_is() {
    let asked = "Pain reduction of 50% or more during the trial";
    let note = |now: u32| format!("During the trial pain fell from 8 to {now}.");
    assert_eq!(status(asked, "stimulator", &note(5)), Status::NotMet);
    assert_eq!(status(asked, "stimulator", &note(3)), Status::Met);
}

#[test]
fn when_something_was_is_not_how_long_it_lasted() {
    let asked = "Stable heart failure for at least 6 weeks";
    let note = "Heart failure admission 3 weeks ago.";
    assert_ne!(status(asked, "rehabilitation", note), Status::NotMet);
}

#[test]
fn an_amputee_s_level_is_a_grade() {
    let asked = "Functional level K3 or above";
    assert_eq!(status(asked, "knee", "The prosthetist rates him K2."), Status::NotMet);
    assert_eq!(status(asked, "knee", "The prosthetist rates him K4."), Status::Met);
}

#[test]
fn a_result_on_which_a_treatment_depends_will_be_used() {
    let asked = "The test result will guide the treatment decision";
    let note = "She would take chemotherapy if the score is high.";
    assert_eq!(status(asked, "gene assay", note), Status::Met);
}

#[test]
fn hours_and_nights_of_use_are_held_each_by_itself() {
    let asked = "Use of the device for at least 4 hours per night on 70% of nights";
    let note =
        |hours: u32, share: u32| format!("Wears it {hours} hours a night on {share}% of nights.");
    assert_eq!(status(asked, "CPAP device", &note(6, 88)), Status::Met);
    assert_eq!(status(asked, "CPAP device", &note(6, 40)), Status::NotMet);
    assert_eq!(status(asked, "CPAP device", &note(3, 88)), Status::NotMet);
}

#[test]
fn a_request_within_a_time_of_an_event_is_held_against_its_day() {
    let asked = "Test is ordered within 6 months of surgery";
    assert_eq!(status(asked, "gene assay", "Surgery 4 weeks ago."), Status::Met);
    assert_eq!(status(asked, "gene assay", "Surgery 9 months ago."), Status::NotMet);
}

#[test]
fn the_same_body_part_is_that_of_the_request() {
    let asked = "No MRI of the same body part in the past 6 months";
    assert_eq!(status(asked, "MRI knee", "Never had an MRI of the knee."), Status::Met);
}

#[test]
fn a_normal_test_excludes_what_it_tests_for() {
    let asked = "Hearing loss has been excluded";
    assert_eq!(status(asked, "therapy", "Hearing was tested and is normal."), Status::Met);
    let asked = "Positive provocative testing (Phalen test or Tinel sign)";
    assert_eq!(status(asked, "carpal tunnel release", "Positive Phalen."), Status::Met);
}

#[test]
fn who_is_past_menopause_is_not_pregnant() {
    assert_eq!(status("Patient is not pregnant", "CT scan", "She is postmenopausal."), Status::Met);
}

#[test]
fn activities_that_need_help_are_counted_by_their_names() {
    let note = "Needs help with bathing, dressing and toileting.";
    let asked = "Needs help with at least 2 activities of daily living";
    assert_eq!(status(asked, "home nursing", note), Status::Met);
    let asked = "Needs help with at least 5 activities of daily living";
    assert_ne!(status(asked, "home nursing", note), Status::Met);
}

#[test]
fn a_visit_within_a_time_is_compared_by_its_day() {
    let asked = "Face-to-face examination within 6 months before the order";
    let note = |when: &str| format!("Face-to-face exam was {when} ago.");
    assert_eq!(status(asked, "wheelchair", &note("3 weeks")), Status::Met);
    assert_eq!(status(asked, "wheelchair", &note("9 months")), Status::NotMet);
}
