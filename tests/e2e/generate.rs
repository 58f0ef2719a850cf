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
    let kinds = case::of_every_kind();
    assert_eq!(kinds.len(), 15);
    for (kind, form) in kinds {
        let case = jo.open_case(&form).await;
        let events = jo.draft(&case, &kind).await;
        let done = events.last().expect("an event");
        assert_eq!(done.name, "done", "{kind}: {events:#?}");
        assert_eq!(done.data["counts"]["flags"], 0, "{kind}");
        assert!(events.iter().all(|event| event.name != "shortfalls"), "{kind}: {events:#?}");
        let letter = done.data["document_id"].as_str().expect("an id");
        let pdf = jo.export(&case, letter, "pdf").await;
        assert_eq!(pdf.status, 200, "{kind}: {}", pdf.text());
    }
}

#[tokio::test]
async fn portal_text_keeps_to_the_portals_limit_and_other_kinds_take_none() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let draft = |kind: &str, limit: u32| {
        let body = json!({ "case_id": case, "kind": kind, "character_limit": limit });
        let request = jo.client.request(reqwest::Method::POST, "/stream/draft");
        jo.client.send(request.json(&body))
    };
    for limit in [500, 1_000, 2_000, 4_000] {
        let events = draft("portal_text", limit).await.unwrap().events();
        let done = events.last().expect("an event");
        let letter = done.data["document_id"].as_str().expect("an id");
        let document = jo.document(&case, letter).await;
        let written: usize = case::sentences(&document)
            .iter()
            .map(|sentence| sentence["text"].as_str().map_or(0, |text| text.chars().count() + 1))
            .sum();
        assert!(written > 0 && written <= usize::try_from(limit).unwrap(), "{written} of {limit}");
    }
    for (kind, limit) in [("portal_text", 20), ("prior_authorization", 500)] {
        let refused = draft(kind, limit).await.unwrap();
        assert_eq!(refused.status, 422, "{}", refused.text());
        assert_eq!(refused.json()["errors"][0]["pointer"], "/character_limit");
    }
}

#[tokio::test]
async fn an_appeal_knows_what_left_the_practice_before_and_no_draft_that_was_put_aside() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::formula_appeal()).await;
    let id = |events: Vec<luma::client::Event>| {
        let done = events.last().expect("an event");
        done.data["document_id"].as_str().expect("an id").to_owned()
    };
    id(jo.draft(&case, "letter_of_medical_necessity").await);
    let sent = id(jo.draft(&case, "prior_authorization").await);
    assert_eq!(jo.export(&case, &sent, "pdf").await.status, 200);

    let appeal = id(jo.draft(&case, "appeal_first_level").await);

    let facts = jo.document(&case, &appeal).await["facts"].to_string();
    assert!(facts.contains("prior authorization request was written"), "{facts}");
    assert!(!facts.contains("letter of medical necessity was written"), "{facts}");
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
