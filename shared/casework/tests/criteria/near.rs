//! Near misses: what looks met and is not, each beside what is.

use casework::criterion::{Status, assess, parse};
use casework::fact::facts;
use serde_json::json;

use crate::kit::{body, context, pasted};

/// The status of one criterion for this note.
fn status(criterion: &str, clinical: &str) -> Status {
    with(criterion, clinical, "40 mg", "every 2 weeks")
}

/// The same for this dose and frequency.
fn with(criterion: &str, clinical: &str, dose: &str, frequency: &str) -> Status {
    let policy = format!("All of the following:\n1. {criterion}\n2. Age 18 years or older");
    let mut case = body(pasted(&policy), clinical, json!([]));
    case["request"]["dose"] = json!(dose);
    case["request"]["frequency"] = json!(frequency);
    let case = context(case);
    let checklist = assess(&parse(&policy), &facts(&case), &case);
    checklist.criteria.iter().find(|found| found.text.contains(criterion)).unwrap().status
}

#[test]
fn a_daily_dose_is_the_sum_of_the_doses_of_a_day() {
    let limit = "Maximum daily dose of 400 mg";
    assert_eq!(with(limit, "Stiffness.", "200 mg", "twice daily"), Status::Met);
    assert_eq!(with(limit, "Stiffness.", "300 mg", "twice daily"), Status::NotMet);
    let limit = "Quantity limit: 4 tablets per day";
    assert_eq!(with(limit, "Stiffness.", "2 tablets", "twice daily"), Status::Met);
    assert_eq!(with(limit, "Stiffness.", "3 tablets", "twice daily"), Status::NotMet);
}

#[test]
fn the_value_of_now_counts_and_not_the_one_that_it_was_or_shall_be() {
    let asked = "BMI of 40 or greater";
    assert_eq!(status(asked, "Her BMI was 36 and is 41 now."), Status::Met);
    assert_eq!(status(asked, "Her BMI was 41 two years ago; now it is 36."), Status::NotMet);
    assert_eq!(status(asked, "Her BMI was 41 two years ago."), Status::Partly);
    let asked = "HbA1c below 7%";
    assert_eq!(status(asked, "HbA1c is 8.1 %, goal HbA1c 6.5 %."), Status::NotMet);
}

#[test]
fn what_a_relative_took_or_had_is_no_evidence_for_the_patient() {
    let asked = "Intolerance to an oral bisphosphonate";
    assert_eq!(status(asked, "She could not tolerate alendronate."), Status::Met);
    assert_eq!(status(asked, "Her mother could not tolerate alendronate."), Status::NotDocumented);
    let asked = "First-degree relative with breast cancer diagnosed before age 50";
    assert_eq!(status(asked, "Her sister had breast cancer at 44."), Status::Met);
    assert_eq!(status(asked, "Her sister had breast cancer at 62."), Status::NotMet);
    assert_eq!(status(asked, "Her sister had breast cancer."), Status::Partly);
    assert_eq!(status(asked, "Her cousin had breast cancer at 44."), Status::NotDocumented);
}

#[test]
fn what_works_or_was_refused_has_not_failed() {
    let asked = "Inadequate response to methotrexate";
    assert_eq!(status(asked, "Methotrexate for 5 months did nothing."), Status::Met);
    assert_eq!(status(asked, "Methotrexate for half a year."), Status::Partly);
    assert_eq!(status(asked, "She refused methotrexate."), Status::NotMet);
}

#[test]
fn a_marker_is_positive_and_a_change_does_harm_where_the_result_says_so() {
    let asked = "HER2-positive breast cancer";
    assert_eq!(status(asked, "Breast cancer. HER2 is positive."), Status::Met);
    assert_eq!(status(asked, "Breast cancer. HER2 IHC 1+, ER is positive."), Status::NotMet);
    let asked = "Deleterious BRCA1 or BRCA2 mutation";
    assert_eq!(status(asked, "A BRCA2 variant of uncertain significance."), Status::NotMet);
    assert_eq!(status("Genotype is documented", "Genotype unknown."), Status::NotDocumented);
}

#[test]
fn a_bound_in_a_unit_that_no_table_knows_is_open_where_the_disease_is_named() {
    let asked = "Rheumatoid arthritis with a swelling of 70 qx or greater";
    assert_ne!(status(asked, "Rheumatoid arthritis with a swelling."), Status::Met);
    let asked = "Left bundle branch block";
    assert_eq!(status(asked, "Left bundle branch block."), Status::Met);
    assert_eq!(status(asked, "Right bundle branch block. Left arm pain."), Status::NotMet);
}

#[test]
fn what_is_too_short_or_denied_is_not_met() {
    let asked = "Tobacco free for at least 6 weeks";
    assert_eq!(status(asked, "She stopped smoking 8 weeks ago."), Status::Met);
    assert_eq!(status(asked, "She stopped smoking ten days ago."), Status::NotMet);
    let asked = "Presence of tophi";
    assert_eq!(status(asked, "There are no tophi."), Status::NotMet);
}

#[test]
fn an_age_below_a_bound_ends_before_it_and_one_above_begins_after_it() {
    assert_eq!(status("Age less than 55 years", "Stiffness."), Status::Met);
    assert_eq!(status("Age less than 54 years", "Stiffness."), Status::NotMet);
    assert_eq!(status("Patient is over 53 years of age", "Stiffness."), Status::Met);
    assert_eq!(status("Patient is over 54 years of age", "Stiffness."), Status::Partly);
}

#[test]
fn a_test_confirms_only_with_findings_and_only_of_the_patient() {
    let asked = "Rheumatoid arthritis confirmed by imaging";
    let note = |found: &str| format!("Rheumatoid arthritis. {found}");
    assert_eq!(status(asked, &note("Ultrasound shows synovitis.")), Status::Met);
    assert_eq!(status(asked, &note("Ultrasound was negative.")), Status::Partly);
    let asked = "Child-Pugh class A";
    assert_eq!(status(asked, "Child-Pugh A."), Status::Met);
    assert_eq!(status(asked, "Child-Pugh C."), Status::NotMet);
}

#[test]
fn things_are_counted_where_their_number_is_bounded() {
    let asked = "Three or fewer copies of SMN2";
    assert_eq!(status(asked, "Two copies of SMN2."), Status::Met);
    assert_eq!(status(asked, "Four copies of SMN2."), Status::NotMet);
    let asked = "Two morning testosterone levels below 300 ng/dL";
    assert_eq!(status(asked, "A morning testosterone of 240 ng/dL."), Status::Partly);
}

#[test]
fn what_is_suspected_or_ruled_out_is_no_diagnosis_whatever_its_code() {
    let asked = "Diagnosis of rheumatoid arthritis";
    assert_eq!(status(asked, "Rheumatoid arthritis for two years."), Status::Met);
    assert_eq!(status(asked, "Rheumatoid arthritis was suspected."), Status::Partly);
    assert_eq!(status(asked, "Rheumatoid arthritis ruled out by serology."), Status::Partly);
}

#[test]
fn what_was_taken_out_is_not_there() {
    assert_eq!(status("Patient has a gallbladder", "She has a gallbladder."), Status::Met);
    assert_eq!(status("Patient has a gallbladder", "Gallbladder was removed."), Status::NotMet);
}

#[test]
fn what_lies_elsewhere_or_is_ruled_out_is_not_there() {
    let asked = "Panniculus hangs below the pubis";
    assert_eq!(status(asked, "Panniculus hangs below the pubis."), Status::Met);
    assert_eq!(status(asked, "Panniculus hangs above the pubis."), Status::NotMet);
    let asked = "Confirmed joint infection";
    let note = "Joint infection was excluded by aspiration.";
    assert_ne!(status(asked, note), Status::Met);
}
