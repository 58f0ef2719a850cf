//! "Luma never collects dates of birth, SSNs, MRNs, street addresses, patient phones or emails, member IDs, exact dates of
//! service, or any other HIPAA Safe Harbor identifier." (45 CFR 164.514(b)(2)(i))

use luma_tests::case;
use luma_tests::house::House;
use luma_tests::store;
use serde_json::{Value, json};

/// One identifier of each kind that can be written, in a clinician's words.
const IDENTIFIERS: [(&str, &str); 14] = [
    ("a full name", "Patient: Maya Lopez has active disease."),
    ("a street address", "She lives at 482 Maple Street, Apt 4."),
    ("a ZIP code", "Home zip code 43215."),
    ("a date of birth", "DOB 03/04/1972."),
    ("a date of service", "Seen on March 5, 2024 for a flare."),
    ("an age over 89", "She is a 93-year-old woman."),
    ("a phone number", "Reach her at (614) 555-0142."),
    ("an e-mail address", "Write to maya.lopez@example.com."),
    ("a social security number", "SSN 219-09-9999."),
    ("a medical record number", "MRN: 48291734."),
    ("a member id", "Member ID W123456789."),
    ("an account number", "Account number 7712345678."),
    ("a web address", "Photos at https://photos.example.com/maya."),
    ("an IP address", "Connected from IP 192.168.14.22."),
];

/// What of it would give somebody away.
const VALUES: [&str; 10] = [
    "Lopez",
    "482 Maple",
    "43215",
    "03/04/1972",
    "March 5",
    "555-0142",
    "219-09-9999",
    "48291734",
    "W123456789",
    "7712345678",
];

#[tokio::test]
async fn each_kind_of_identifier_is_blocked_and_reaches_no_store_no_log_and_no_mail() {
    let mut house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    for (kind, sentence) in IDENTIFIERS {
        let answer = jo
            .post("/api/cases", &case::with_clinical(&format!("Active arthritis. {sentence}")))
            .await;
        assert_eq!(answer.status, 422, "{kind} was let through");
        assert_eq!(
            answer.json()["errors"][0]["code"],
            "identifiers-found",
            "{kind}: {}",
            answer.text()
        );
        let checked = jo.post("/api/phi-check", &json!({ "text": sentence })).await.json();
        assert!(checked["findings"].as_array().is_some_and(|found| !found.is_empty()), "{kind}");
    }
    assert_eq!(jo.get("/api/cases").await.json()["items"], json!([]));
    let (logs, mails) = (house.logs().await, Value::from(house.inbox().await).to_string());
    house.stop().await;
    for value in VALUES {
        assert!(!logs.contains(value) && !mails.contains(value), "{value}");
        assert!(store::holding(house.data(), &[], value).is_empty(), "{value} is in a file");
    }
}

/// "... or any other HIPAA Safe Harbor identifier": not in a question to support either, which is a mail and stored nowhere.
#[tokio::test]
async fn a_support_message_with_an_identifier_is_refused_and_goes_nowhere() {
    let mut house = House::start().await;
    let form = |message: &str| json!({ "topic": "problem", "message": message, "email": "ann@hillside.example" });
    for (kind, sentence) in IDENTIFIERS {
        let answer = house.browser().post("/api/support", &form(sentence)).await.unwrap();
        assert_eq!(answer.status, 422, "{kind} was let through");
        let error = &answer.json()["errors"][0];
        assert_eq!(
            (&error["pointer"], &error["code"]),
            (&json!("/message"), &json!("identifiers-found")),
            "{kind}"
        );
    }
    assert!(house.inbox().await.is_empty());
    let clean = form("Where is canaryquestion-to-the-people answered?");
    assert_eq!(house.browser().post("/api/support", &clean).await.unwrap().status, 202);
    assert_eq!(house.inbox().await.len(), 1);

    let logs = house.logs().await;
    house.stop().await;
    for value in VALUES {
        assert!(!logs.contains(value), "{value} is in the logs");
        assert!(store::holding(house.data(), &[], value).is_empty(), "{value} is in a file");
    }
    for value in ["canaryquestion-to-the-people", "ann@hillside.example"] {
        assert!(!logs.contains(value), "{value} is in the logs");
        let found = store::holding(house.data(), &store::MAIL, value);
        assert!(found.is_empty(), "{value} is stored in {found:?}");
    }
}

/// "Age or age range": ages over 89 only as "90+" (45 CFR 164.514(b)(2)(i)(C)).
#[tokio::test]
async fn ages_of_ninety_and_more_are_held_only_as_a_group() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let mut case = case::arthritis();
    case["patient"]["age"] = json!({ "years": 90 });
    assert_eq!(jo.post("/api/cases", &case).await.status, 422);
    case["patient"]["age"] = json!({ "range": "90+" });
    let answer = jo.post("/api/cases", &case).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
}

#[tokio::test]
async fn there_is_no_way_to_upload_a_file() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let request = jo
        .client
        .request(reqwest::Method::POST, "/api/cases")
        .header("content-type", "multipart/form-data; boundary=x");
    assert_eq!(jo.client.send(request.body("--x--")).await.unwrap().status, 415);
}
