//! "Luma collects account data and limited clinical context."

use std::collections::BTreeSet;

use luma_tests::case;
use luma_tests::house::House;
use serde_json::Value;

/// "Account data: email, name, practice name, optional NPI, specialty."
#[tokio::test]
async fn of_an_account_only_what_the_policy_lists_is_held() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let account = jo.get("/api/account").await.json();
    let held: BTreeSet<&str> =
        account.as_object().expect("an object").keys().map(String::as_str).collect();
    let personal = ["practice_name", "specialty", "npi", "member"];
    let operational =
        ["id", "version", "state", "created_at", "plan", "letters", "policy", "deletion"];
    for field in held {
        assert!(
            personal.contains(&field) || operational.contains(&field),
            "{field} is not in the policy"
        );
    }
    let member: BTreeSet<&str> =
        account["member"].as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(member, BTreeSet::from(["id", "name", "email", "pending_email", "role"]));
}

/// "Limited clinical context: patient first name only, age or age range, state, payer, ICD-10 codes, clinical details and
/// treatment history, medications with doses."
#[tokio::test]
async fn of_a_patient_a_first_name_an_age_and_a_state_are_held_and_nothing_else() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let id = jo.open_case(&case::arthritis()).await;
    let held = jo.get(&format!("/api/cases/{id}")).await.json();
    let patient: BTreeSet<&str> =
        held["patient"].as_object().expect("a patient").keys().map(String::as_str).collect();
    assert_eq!(patient, BTreeSet::from(["age", "first_name", "state"]));
}

/// "Essential cookies only."
#[tokio::test]
async fn a_whole_journey_sets_the_two_cookies_of_the_session_and_no_other() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    jo.export(&case, &letter, "pdf").await;
    assert_eq!(
        jo.client.cookies().into_keys().collect::<Vec<_>>(),
        ["__Host-luma_at", "__Secure-luma_rt"]
    );
}

/// "Improves itself through privacy-respecting counts": what is logged are counts and codes.
#[tokio::test]
async fn log_lines_hold_codes_and_counts_and_no_content() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    jo.draft_letter(&case).await;
    let logs: Value = serde_json::from_str(&house.logs().await).expect("JSON");
    let logs = logs.to_string();
    for content in [
        "Maya",
        "adalimumab",
        "methotrexate",
        "M05.79",
        "jo@lakeside.example",
        "Lakeside",
        "Jo Lee",
        "heron kettle",
    ] {
        assert!(!logs.contains(content), "a log line says {content}");
    }
}
