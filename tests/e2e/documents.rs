//! Reading and editing a document.

use luma_tests::case;
use luma_tests::house::House;
use serde_json::{Value, json};

/// The first sentence of a document: its id and its text.
fn first(document: &Value) -> (String, String) {
    let sentence = case::sentences(document).into_iter().next().expect("a sentence");
    (sentence["id"].as_str().unwrap().to_owned(), sentence["text"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn an_edit_makes_a_new_version_and_a_stale_one_is_refused() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    let path = format!("/api/cases/{case}/documents/{letter}");
    let read = jo.get(&path).await;
    let (id, _) = first(&read.json());
    let edit = json!({ "edits": [{ "sentence": id, "text": "I ask for coverage of adalimumab for Maya." }] });

    let answer = jo.patch(&path, read.header("etag"), &edit).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let edited = jo.document(&case, &letter).await;
    assert_eq!(
        edited["version"].as_u64(),
        read.json()["version"].as_u64().map(|version| version + 1)
    );
    assert_eq!(first(&edited).1, "I ask for coverage of adalimumab for Maya.");
    assert_eq!(jo.patch(&path, read.header("etag"), &edit).await.status, 412);
}

#[tokio::test]
async fn an_edit_passes_the_firewall_and_the_grounding_again() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    let path = format!("/api/cases/{case}/documents/{letter}");
    let read = jo.get(&path).await;
    let (id, text) = first(&read.json());

    let identifying = json!({ "edits": [{ "sentence": id, "text": "Maya, SSN 219-09-9999, needs adalimumab." }] });
    let refused = jo.patch(&path, read.header("etag"), &identifying).await;
    assert_eq!(refused.status, 422);
    assert!(!refused.text().contains("219-09-9999"));
    assert_eq!(first(&jo.document(&case, &letter).await).1, text, "nothing was changed");

    let invented = json!({ "edits": [{ "sentence": id, "text": "Maya took infliximab 300 mg for 9 months and it failed." }] });
    assert_eq!(jo.patch(&path, read.header("etag"), &invented).await.status, 200);
    let sentence = case::sentences(&jo.document(&case, &letter).await).remove(0);
    assert!(
        !sentence["flags"].as_array().unwrap().is_empty(),
        "what no fact supports is flagged: {sentence}"
    );
}

#[tokio::test]
async fn an_earlier_version_can_be_read_and_restored_and_none_is_lost() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    let path = format!("/api/cases/{case}/documents/{letter}");
    let read = jo.get(&path).await;
    let (id, text) = first(&read.json());
    let edit = json!({ "edits": [{ "sentence": id, "text": "I ask for coverage of adalimumab for Maya." }] });
    let edited = jo.patch(&path, read.header("etag"), &edit).await;

    let restore = |version: u64, etag: String| {
        let request = jo.client.request(reqwest::Method::POST, &format!("{path}/restore"));
        jo.client.send(request.header("if-match", etag).json(&json!({ "version": version })))
    };
    let stale = restore(1, read.header("etag").to_owned()).await.unwrap();
    assert_eq!(stale.status, 412, "{}", stale.text());
    let unknown = restore(9, edited.header("etag").to_owned()).await.unwrap();
    assert_eq!(unknown.status, 422, "{}", unknown.text());
    let restored = restore(1, edited.header("etag").to_owned()).await.unwrap();
    assert_eq!(restored.status, 200, "{}", restored.text());

    let now = jo.document(&case, &letter).await;
    assert_eq!((now["version"].as_u64(), first(&now).1), (Some(3), text));
    assert_eq!(now["state"], "draft");
    let between = jo.get(&format!("{path}?version=2")).await.json();
    assert_eq!(first(&between).1, "I ask for coverage of adalimumab for Maya.");
    let versions = jo.get(&format!("{path}/versions")).await.json();
    assert_eq!(versions["items"].as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn what_changed_between_two_versions_is_shown_word_by_word() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    let path = format!("/api/cases/{case}/documents/{letter}");
    let read = jo.get(&path).await;
    let (id, text) = first(&read.json());
    let shorter = text.replace("I am writing on behalf of my patient", "On behalf of");
    let edit = json!({ "edits": [{ "sentence": id, "text": shorter }] });
    assert_eq!(jo.patch(&path, read.header("etag"), &edit).await.status, 200);

    let changes = jo.get(&format!("{path}/changes?from=1")).await.json();

    assert_eq!((&changes["from"], &changes["to"]), (&json!(1), &json!(2)));
    assert_eq!(changes["counts"], json!({"added": 0, "removed": 0, "changed": 1, "moved": 0}));
    let parts = changes["parts"].as_array().expect("parts");
    let edited = parts.iter().find(|part| part["change"] == "changed").expect("a changed part");
    assert_eq!((edited["id"].as_str(), &edited["before"]), (Some(id.as_str()), &json!(text)));
    let missing = jo.get(&format!("{path}/changes?from=7")).await;
    assert_eq!(missing.status, 404);
    assert_eq!(jo.get(&format!("{path}/changes")).await.status, 422);
}

#[tokio::test]
async fn a_flag_is_answered_by_a_fact_that_case_and_document_gain_together() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    let path = format!("/api/cases/{case}/documents/{letter}");
    let read = jo.get(&path).await;
    let facts = read.json()["facts"].as_array().map_or(0, Vec::len);
    let (id, _) = first(&read.json());
    let edit = json!({ "edits": [{ "sentence": id, "text": "Sulfasalazine 2 g daily for 4 months failed.", "evidence": ["F1"] }] });
    let flagged = jo.patch(&path, read.header("etag"), &edit).await;
    let sentence = case::sentences(&flagged.json()).remove(0);
    assert_ne!(sentence["flags"], json!([]), "nothing says so yet");

    let add = |text: &str, etag: String| {
        let request = jo.client.request(reqwest::Method::POST, &format!("{path}/facts"));
        let body = json!({ "text": text, "sentence": id });
        jo.client.send(request.header("if-match", etag).json(&body))
    };
    let identifying = add("Seen on 03/14/2025.", flagged.header("etag").to_owned()).await.unwrap();
    assert_eq!(identifying.status, 422, "{}", identifying.text());
    let text = "Sulfasalazine 2 g daily for 4 months failed.";
    let stale = add(text, read.header("etag").to_owned()).await.unwrap();
    assert_eq!(stale.status, 412, "{}", stale.text());
    let added = add(text, flagged.header("etag").to_owned()).await.unwrap();
    assert_eq!(added.status, 200, "{}", added.text());

    let document = jo.document(&case, &letter).await;
    assert_eq!(document["facts"].as_array().map(Vec::len), Some(facts + 1));
    let sentence = case::sentences(&document).remove(0);
    assert_eq!(sentence["flags"], json!([]), "{sentence}");
    let marker = format!("F{}", facts + 1);
    assert!(sentence["evidence"].as_array().is_some_and(|all| all.contains(&json!(marker))));
    let case = jo.get(&format!("/api/cases/{case}")).await.json();
    assert_eq!(case["version"], 2);
    assert!(case["clinical"].as_str().is_some_and(|clinical| clinical.contains("Sulfasalazine")));
}
