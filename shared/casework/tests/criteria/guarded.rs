//! Ways to be met, each beside a case that looks alike and is a gap.

use casework::criterion::{Status, assess, parse};
use casework::fact::facts;
use serde_json::{Value, json};

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
fn what_came_of_a_treatment_in_plain_words_counts_and_its_mere_name_does_not() {
    let asked = "Failure of or intolerance to methotrexate";
    assert_eq!(status(asked, "Methotrexate for 5 months did nothing."), Status::Met);
    assert_eq!(status(asked, "Nausea made her stop methotrexate."), Status::Met);
    assert_eq!(
        status(asked, "She stopped methotrexate when her insurance changed."),
        Status::Partly
    );
    assert_eq!(status(asked, "Methotrexate was started a week ago."), Status::Partly);
    assert_eq!(
        status(asked, "She takes methotrexate. Neither of her parents is ill."),
        Status::Partly
    );
}

#[test]
fn a_dose_is_held_against_a_limit_in_the_time_of_both() {
    let limit = "Dose does not exceed 40 mg every 2 weeks";
    assert_eq!(with(limit, "Stiffness.", "40 mg", "every 2 weeks"), Status::Met);
    assert_eq!(with(limit, "Stiffness.", "40 mg", "every 4 weeks"), Status::Met);
    assert_eq!(with(limit, "Stiffness.", "40 mg", "every week"), Status::NotMet);
    assert_eq!(with(limit, "Stiffness.", "80 mg", "every 2 weeks"), Status::NotMet);
    assert_eq!(with(limit, "Stiffness.", "80 mg", "every 4 weeks"), Status::NotDocumented);
    assert_eq!(with(limit, "Stiffness.", "2 syringes", "every 2 weeks"), Status::NotDocumented);
}

#[test]
fn a_kind_of_care_that_must_be_among_it_has_a_time_of_its_own() {
    let note = "Physical therapy for 7 weeks failed. A home exercise program for 14 weeks failed.";
    let whole = "Failure of at least 3 months of conservative treatment including";
    assert_eq!(status(&format!("{whole} 6 weeks of physical therapy"), note), Status::Met);
    assert_eq!(status(&format!("{whole} 8 weeks of physical therapy"), note), Status::Partly);
    assert_eq!(status(&format!("{whole} physical therapy"), note), Status::Partly);
}

#[test]
fn the_primary_source_of_a_diet_gives_more_than_half_of_it_and_the_sole_source_all() {
    let primary = "The product is the primary source of protein or calories";
    let sole = "The formula is the sole source of nutrition";
    let most = "The formula provides 80% of protein intake.";
    assert_eq!(status(primary, most), Status::Met);
    assert_eq!(status(primary, "The formula covers 40% of daily calories."), Status::NotMet);
    assert_eq!(status(sole, "It supplies 100% of her daily calories."), Status::Met);
    assert_eq!(status(sole, "It supplies 70% of her daily calories."), Status::NotMet);
    assert_ne!(status(sole, most), Status::Met);
    assert_ne!(status(primary, "Oxygen saturation is 96% on room air."), Status::Met);
}

#[test]
fn a_strength_below_five_of_five_is_weakness_and_a_full_one_is_none() {
    let asked = "New or progressive motor weakness";
    let told = "Strength of right great toe extension is 4 of 5, which is new.";
    assert_eq!(status(asked, told), Status::Met);
    assert_eq!(status(asked, "New: right foot drop, dorsiflexion strength 3/5."), Status::Met);
    assert_ne!(status(asked, "Strength is 5/5 throughout."), Status::Met);
    assert_ne!(status(asked, "A new pain of 4 of 10."), Status::Met);
}

#[test]
fn a_need_that_a_lesser_aid_does_not_resolve_is_shown_by_that_aid_having_failed() {
    let asked = "The limitation cannot be sufficiently resolved by a cane or walker";
    assert_eq!(status(asked, "A walker failed: falls with it."), Status::Met);
    assert_ne!(status(asked, "A walker has been ordered."), Status::Met);
    assert_ne!(status(asked, "Bathing needs help."), Status::Met);
}

#[test]
fn alternatives_without_a_name_are_those_that_the_denial_names() {
    let asked = "All formulary alternatives have been tried and failed";
    let row = |drug: &str| json!({"treatment": drug, "duration": "4 months", "outcome": "failed"});
    let tried = |history: Value, denial: Option<&str>| {
        let policy = format!("All of the following:\n1. {asked}\n2. Age 18 years or older");
        let mut case = body(pasted(&policy), "Stiffness.", history);
        if let Some(reason) = denial {
            case["denial"] = json!({"level": "first", "reason": reason});
        }
        let case = context(case);
        let checklist = assess(&parse(&policy), &facts(&case), &case);
        checklist.criteria.iter().find(|found| found.text.contains(asked)).unwrap().status
    };
    let denial = Some("Adalimumab is not covered. Alternatives are leflunomide and sulfasalazine.");
    let both = json!([row("leflunomide"), row("sulfasalazine")]);
    assert_eq!(tried(both.clone(), denial), Status::Met);
    assert_eq!(tried(json!([row("leflunomide")]), denial), Status::Partly);
    assert_eq!(tried(both, None), Status::Partly);
    assert_eq!(tried(json!([]), denial), Status::NotDocumented);
}

#[test]
fn what_failed_is_neither_contraindicated_nor_not_tolerated() {
    let held = |asked: &str, outcome: &str| {
        let row =
            json!([{"treatment": "methotrexate", "duration": "4 months", "outcome": outcome}]);
        let policy = format!("All of the following:\n1. {asked}\n2. Age 18 years or older");
        let case = context(body(pasted(&policy), "Stiffness.", row));
        let checklist = assess(&parse(&policy), &facts(&case), &case);
        checklist.criteria.iter().find(|found| found.text.contains(asked)).unwrap().status
    };
    for asked in
        ["Contraindication to methotrexate", "Intolerance or contraindication to methotrexate"]
    {
        assert_eq!(held(asked, "failed"), Status::NotMet, "{asked}");
        assert_eq!(held(asked, "partial"), Status::NotMet, "{asked}");
        assert_eq!(held(asked, "contraindicated"), Status::Met, "{asked}");
    }
    assert_eq!(held("Intolerance or contraindication to methotrexate", "intolerant"), Status::Met);
    assert_eq!(held("Failure of, or contraindication to, methotrexate", "failed"), Status::Met);
    assert_eq!(held("Trial of, or contraindication to, methotrexate", "failed"), Status::Met);
}

#[test]
fn a_trial_at_a_lower_dose_than_asked_for_is_none() {
    let held = |asked: &str, dose: &str, outcome: &str| {
        let row = json!([{"treatment": "methotrexate", "dose": dose, "duration": "4 months", "outcome": outcome}]);
        let policy = format!("All of the following:\n1. {asked}\n2. Age 18 years or older");
        let case = context(body(pasted(&policy), "Stiffness.", row));
        let checklist = assess(&parse(&policy), &facts(&case), &case);
        checklist.criteria.iter().find(|found| found.text.contains(asked)).unwrap().status
    };
    let asked = "Failure of methotrexate at a dose of at least 15 mg weekly for 3 months";
    assert_eq!(held(asked, "20 mg weekly", "failed"), Status::Met);
    assert_eq!(held(asked, "10 mg weekly", "failed"), Status::NotMet);
    assert_eq!(held(asked, "15 mg every 4 weeks", "failed"), Status::NotMet);
    assert_eq!(held(asked, "three tablets", "failed"), Status::Partly);
    let or_intolerance = "Failure of, or intolerance to, methotrexate at 15 mg per week or more";
    assert_eq!(held(or_intolerance, "10 mg weekly", "intolerant"), Status::Met);
    assert_eq!(held(or_intolerance, "10 mg weekly", "failed"), Status::NotMet);
}

#[test]
fn bounds_are_read_before_and_behind_their_amount_in_any_wording() {
    let note = "Hemoglobin 9.5 g/dL. BMI 31. DLCO 27 percent of predicted.";
    for (asked, wanted) in [
        ("Hemoglobin no greater than 10 g/dL", Status::Met),
        ("Hemoglobin not above 9 g/dL", Status::NotMet),
        ("Hemoglobin of 10 g/dL or under", Status::Met),
        ("BMI no lower than 30", Status::Met),
        ("BMI not below 35", Status::NotMet),
        ("BMI equal to or greater than 31", Status::Met),
        ("BMI at or above 32", Status::NotMet),
        ("DLCO is 30% of predicted or more", Status::NotMet),
        ("DLCO is 25% of the predicted value or more", Status::Met),
    ] {
        assert_eq!(status(asked, note), wanted, "{asked}");
    }
}

#[test]
fn a_value_that_is_too_old_is_no_value() {
    let asked = "HbA1c of 7% or greater within the last 90 days";
    assert_eq!(status(asked, "HbA1c was 8.9 % three weeks ago."), Status::Met);
    assert_eq!(status(asked, "The last HbA1c is five months old, 8.9 %."), Status::NotMet);
}

#[test]
fn two_tests_are_not_answered_by_one() {
    let asked = "Two stimulation tests, each with a peak below 10 ng/mL";
    let one = "Stimulation with arginine peaked at 6.1 ng/mL.";
    assert_ne!(status(asked, one), Status::Met);
}

#[test]
fn a_wording_of_the_clinic_answers_and_its_denial_does_not() {
    let asked = "Presence of gastrointestinal bleeding";
    assert_eq!(status(asked, "Blood-streaked stools since birth."), Status::Met);
    assert_ne!(status(asked, "No blood in the stool."), Status::Met);
    assert_ne!(status(asked, "Stools are normal."), Status::Met);
}

#[test]
fn one_item_of_a_list_is_enough_and_none_is_not() {
    let asked = "History of low-trauma fracture of the hip, spine, or distal forearm";
    assert_eq!(status(asked, "She broke her wrist in a fall from standing height."), Status::Met);
    assert_ne!(status(asked, "She broke her toe when a horse stepped on it."), Status::Met);
}

#[test]
fn a_sign_that_is_denied_or_normal_denies_its_disease_and_another_does_not() {
    let asked = "Hypothyroidism has been excluded";
    assert_eq!(status(asked, "Thyroid tests are normal."), Status::Met);
    assert_ne!(status(asked, "Thyroid tests are not normal."), Status::Met);
    assert_ne!(status(asked, "Liver tests are normal."), Status::Met);
    assert_ne!(status(asked, "Thyroid tests are pending."), Status::Met);
}

#[test]
fn measures_that_are_all_asked_for_are_all_needed() {
    let asked = "Baseline ALT and bilirubin have been obtained";
    assert_eq!(status(asked, "ALT is normal; bilirubin is normal."), Status::Met);
    assert_eq!(status(asked, "ALT is normal; bilirubin was not sent."), Status::Partly);
}

#[test]
fn a_specialist_who_is_denied_is_not_one_who_prescribes() {
    let asked = "Prescribed by or in consultation with a rheumatologist";
    assert_eq!(status(asked, "I see her in my rheumatology practice."), Status::Met);
    assert_eq!(status(asked, "No rheumatologist is involved in her care."), Status::NotMet);
    assert_eq!(status(asked, "Stiffness."), Status::NotDocumented);
}

#[test]
fn a_plan_and_a_test_of_unknown_age_are_half_an_answer() {
    let training = "Sufficient training in the use of the device";
    assert_eq!(status(training, "Training in the use of the device is planned."), Status::Partly);
    let screening = "Negative tuberculosis test within the past 12 months";
    assert_eq!(status(screening, "Tuberculosis screening is negative."), Status::Partly);
    assert_eq!(status(screening, "A tuberculosis test 3 months ago was negative."), Status::Met);
}

#[test]
fn a_rate_is_not_a_length_and_needs_its_own_answer() {
    let asked = "Tolerates 3 hours of therapy per day at least 5 days per week";
    assert_ne!(status(asked, "She tolerates 3 hours of therapy a day."), Status::Met);
    assert_ne!(status(asked, "She tolerates 3 hours of therapy a day."), Status::NotMet);
}

#[test]
fn the_kind_that_a_text_names_answers_for_its_family_and_another_kind_does_not() {
    let asked = "An inherited metabolic disease such as phenylketonuria";
    assert_eq!(status(asked, "Classical phenylketonuria on diet."), Status::Met);
    assert_ne!(status(asked, "Type 2 diabetes on metformin."), Status::Met);
}

#[test]
fn what_a_line_adds_behind_a_list_of_alternatives_is_asked_for_beside_all_of_them() {
    let policy = "Approved when one of the following applies:\n- Methotrexate was tried\n- Leflunomide was tried\nand the patient is 18 years of age or older";
    let texts: Vec<String> = parse(policy).roots.iter().map(|root| root.text.clone()).collect();
    assert_eq!(
        texts,
        ["Approved when one of the following applies:", "the patient is 18 years of age or older"]
    );
    // A line that only goes on with an item stays with it.
    let wrapped = policy.replace("and the patient", "and the result in the patient");
    assert!(parse(&wrapped).roots.iter().all(|root| root.text.contains("was tried")));
}

#[test]
fn a_title_before_an_introduction_asks_for_nothing() {
    let list = "1. Age 18 years or older\n2. Trial of methotrexate";
    let roots = |lead: &str| {
        let roots = parse(&format!("{lead} Coverage requires:\n{list}")).roots;
        roots.into_iter().map(|root| root.text).collect::<Vec<_>>()
    };
    let asked = ["Age 18 years or older", "Trial of methotrexate"];
    assert_eq!(roots("Step therapy for CGRP antagonists."), asked);
    // A sentence that asks for something is a criterion beside the list.
    let before = roots("The member must have rheumatoid arthritis.");
    assert!(before.iter().any(|text| text.contains("rheumatoid arthritis")), "{before:?}");
}

#[test]
fn a_kitchen_that_is_out_of_reach_is_no_access() {
    let asked = "The home provides adequate access between rooms";
    assert_ne!(status(asked, "Reaching the kitchen at home is not possible."), Status::Met);
    assert_eq!(status(asked, "The doorways at home give adequate access."), Status::Met);
}

#[test]
fn a_treatment_that_must_not_be_used_is_no_evidence_for_what_is() {
    let policy = "All of the following:\n1. The patient is able to safely operate the power wheelchair\n2. Age 18 years or older";
    let history = json!([{"treatment": "power scooter", "outcome": "contraindicated"}]);
    let clinical = "The joystick of the chair was operated safely. Power tilt is needed.";
    let case = context(body(pasted(policy), clinical, history));
    let facts = facts(&case);
    let criteria = assess(&parse(policy), &facts, &case).criteria;
    let operate = criteria.iter().find(|criterion| criterion.text.contains("operate")).unwrap();
    let cited: Vec<&str> = facts
        .iter()
        .filter(|fact| operate.evidence.contains(&fact.id))
        .map(|fact| fact.text.as_str())
        .collect();
    assert!(!cited.is_empty() && cited.iter().all(|text| !text.contains("scooter")), "{cited:?}");
}
