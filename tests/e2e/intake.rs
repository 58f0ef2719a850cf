//! Taking a case in, and refusing what identifies someone.

use luma_tests::house::House;
use luma_tests::{case, store};
use serde_json::{Value, json};

fn errors(problem: &Value) -> Vec<(String, String)> {
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    errors.iter().map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
}

#[tokio::test]
async fn a_social_security_number_is_refused_by_place_and_kind_and_never_repeated_or_stored() {
    let mut house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let answer = jo
        .post("/api/cases", &case::with_clinical("Active arthritis. SSN 219-09-9999 on file."))
        .await;
    assert_eq!(answer.status, 422);
    let problem = answer.json();
    let error = &problem["errors"][0];
    assert_eq!(
        (error["pointer"].as_str(), error["category"].as_str()),
        (Some("/clinical"), Some("SSN"))
    );
    let (start, end) = (error["start"].as_u64().unwrap(), error["end"].as_u64().unwrap());
    assert!(start <= 22 && end >= 33, "the marks cover the number: {start}..{end}");
    assert!(error["hint"].as_str().is_some_and(|hint| !hint.is_empty()));
    assert!(!answer.text().contains("219-09-9999"));

    assert_eq!(jo.get("/api/cases").await.json()["items"], json!([]));
    assert!(!house.logs().await.contains("219-09-9999"));
    house.stop().await;
    assert!(store::holding(house.data(), &[], "219-09-9999").is_empty());
}

#[tokio::test]
async fn every_free_text_field_passes_the_firewall() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let identifier = "MRN 48291734, call 614-555-0142";
    let fields = [
        ("/payer/name", "/payer/name"),
        ("/request/name", "/request/name"),
        ("/request/dose", "/request/dose"),
        ("/request/frequency", "/request/frequency"),
        ("/request/duration", "/request/duration"),
        ("/clinical", "/clinical"),
        ("/history/0/treatment", "/history/0/treatment"),
        ("/history/0/detail", "/history/0/detail"),
        ("/medications/0/name", "/medications/0/name"),
        ("/medications/1/dose", "/medications/1/dose"),
        ("/criteria/text", "/criteria/text"),
        ("/denial/reason", "/denial/reason"),
        ("/denial/text", "/denial/text"),
    ];
    for (field, pointer) in fields {
        let mut case = case::formula_appeal();
        case["medications"] = json!([{ "name": "vitamin D" }, { "name": "iron", "dose": "1 mg" }]);
        *case.pointer_mut(field).expect("the field") = Value::from(identifier);
        let answer = jo.post("/api/cases", &case).await;
        assert_eq!(answer.status, 422, "{field}: {}", answer.text());
        assert!(
            errors(&answer.json()).iter().all(|(found, _)| found == pointer),
            "{field}: {}",
            answer.text()
        );
        assert!(!answer.text().contains("48291734") && !answer.text().contains("555-0142"));
    }
    assert_eq!(jo.get("/api/cases").await.json()["items"], json!([]));
}

#[tokio::test]
async fn what_only_may_identify_is_accepted_once_the_clinician_says_so() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let mut case = case::with_clinical("Active arthritis, seen by Dr. Flores.");
    let warned = jo.post("/api/cases", &case).await;
    assert_eq!(warned.status, 422, "{}", warned.text());
    case["acknowledge_warnings"] = Value::from(true);
    assert_eq!(jo.post("/api/cases", &case).await.status, 201);
}

#[tokio::test]
async fn a_case_that_breaks_a_rule_is_refused_by_field_and_rule() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let refusals = [
        ("/patient/first_name", json!("Maya Lopez")),
        ("/patient/age", json!({ "years": 93 })),
        ("/patient/age", json!({ "months": 30 })),
        ("/patient/age", json!({ "range": "40-42" })),
        ("/patient/state", json!("Ohio State")),
        ("/payer/line_of_business", json!("a friend")),
        ("/diagnoses/0", json!("M05.7")),
        ("/diagnoses/0", json!("Q99.999")),
        ("/request/kind", json!("miracle")),
        ("/history/0/outcome", json!("great")),
    ];
    for (pointer, value) in refusals {
        let mut case = case::arthritis();
        *case.pointer_mut(pointer).expect("the field") = value.clone();
        let answer = jo.post("/api/cases", &case).await;
        assert_eq!(answer.status, 422, "{pointer} {value}: {}", answer.text());
        let named = errors(&answer.json());
        assert!(
            named.iter().all(|(found, code)| found.starts_with(pointer) && !code.is_empty()),
            "{pointer}: {named:?}"
        );
        assert!(!named.is_empty());
    }
    let mut case = case::arthritis();
    case["patient"]["date_of_birth"] = Value::from("1972-03-04");
    let answer = jo.post("/api/cases", &case).await;
    assert_eq!(
        (answer.status, errors(&answer.json())[0].0.as_str()),
        (422, "/patient/date_of_birth")
    );
    assert_eq!(jo.get("/api/cases").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_code_that_is_too_general_is_answered_with_the_codes_below_it() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let mut case = case::arthritis();
    case["diagnoses"] = json!(["M05.7"]);
    let answer = jo.post("/api/cases", &case).await;
    assert!(answer.text().contains("M05.79"), "{}", answer.text());
    case["diagnoses"] = json!(["M05.97"]);
    let answer = jo.post("/api/cases", &case).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.json()["errors"][0]["suggestions"].as_array().is_some_and(|near| !near.is_empty()),
        "{}",
        answer.text()
    );
}

#[tokio::test]
async fn a_correction_needs_the_version_it_was_made_upon() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let created = jo.post("/api/cases", &case::arthritis()).await;
    let path = format!("/api/cases/{}", created.json()["id"].as_str().unwrap());
    let etag = created.header("etag").to_owned();
    let change = json!({ "patient": { "age": { "years": 55 } } });

    let blind = jo.client.request(reqwest::Method::PATCH, &path).json(&change);
    assert_eq!(jo.client.send(blind).await.unwrap().status, 428);
    assert_eq!(jo.patch(&path, &etag, &change).await.status, 200);
    assert_eq!(jo.patch(&path, &etag, &change).await.status, 412, "the version has moved on");
    assert_eq!(jo.get(&path).await.json()["patient"]["age"], json!({ "years": 55 }));
}

#[tokio::test]
async fn the_same_request_sent_twice_makes_one_case() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let post = |body: Value| {
        let request = jo
            .client
            .request(reqwest::Method::POST, "/api/cases")
            .header("idempotency-key", "one-and-the-same-key");
        jo.client.send(request.json(&body))
    };
    let first = post(case::arthritis()).await.unwrap();
    let second = post(case::arthritis()).await.unwrap();
    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(first.json()["id"], second.json()["id"]);
    assert_eq!(
        post(case::formula_appeal()).await.unwrap().status,
        409,
        "the same key for something else"
    );
    assert_eq!(jo.get("/api/cases").await.json()["items"].as_array().unwrap().len(), 1);
}
