//! Drafting as a stream.

use luma_tests::case;
use luma_tests::house::House;
use serde_json::json;

#[tokio::test]
async fn a_draft_streams_its_stages_blocks_sentences_and_checklist_and_ends_with_done() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let events = jo.draft(&case, "letter_of_medical_necessity").await;
    let count = |name: &str| events.iter().filter(|event| event.name == name).count();
    assert!(count("stage") >= 2 && count("block") >= 5 && count("sentence") >= 10, "{events:#?}");
    assert_eq!((count("checklist"), count("done"), count("error")), (1, 1, 0));
    assert_eq!(events.last().map(|event| event.name.as_str()), Some("done"));
    let known = |id: &str| id.starts_with(['F', 'C', 'S']);
    for sentence in events.iter().filter(|event| event.name == "sentence") {
        let evidence = sentence.data["evidence"].as_array().expect("evidence");
        assert!(evidence.iter().all(|id| id.as_str().is_some_and(known)), "{}", sentence.data);
    }
}

#[tokio::test]
async fn every_kind_of_document_is_drafted_for_a_case_that_has_what_it_needs() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::formula_appeal()).await;
    for kind in ["letter_of_medical_necessity", "prior_authorization", "appeal_first_level"] {
        let events = jo.draft(&case, kind).await;
        assert_eq!(
            events.last().map(|event| event.name.as_str()),
            Some("done"),
            "{kind}: {events:#?}"
        );
    }
    let listed = jo.get(&format!("/api/cases/{case}/documents")).await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn an_appeal_without_a_denial_is_refused_and_costs_no_letter() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let before = jo.get("/api/account").await.json()["letters"]["used"].clone();
    let body = json!({ "case_id": case, "kind": "appeal_first_level" });
    let answer = jo.post("/stream/draft", &body).await;
    let refused = answer.status == 422 || answer.events().iter().any(|event| event.name == "error");
    assert!(refused, "{}", answer.text());
    assert_eq!(jo.get("/api/account").await.json()["letters"]["used"], before);
}

#[tokio::test]
async fn a_draft_counts_once_against_the_plan() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    assert_eq!(jo.get("/api/account").await.json()["letters"]["used"], 0);
    jo.draft_letter(&case).await;
    assert_eq!(jo.get("/api/account").await.json()["letters"]["used"], 1);
}

#[tokio::test]
async fn a_kind_or_a_case_that_does_not_exist_is_refused() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    assert_eq!(
        jo.post("/stream/draft", &json!({ "case_id": case, "kind": "love_letter" })).await.status,
        422
    );
    let nowhere = json!({ "case_id": "01JZZZZZZZZZZZZZZZZZZZZZZZ", "kind": "prior_authorization" });
    assert_eq!(jo.post("/stream/draft", &nowhere).await.status, 404);
}
