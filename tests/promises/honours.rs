//! "Honours rights: access, correction, deletion, portable export, marketing opt-out, notice of policy changes."

use luma_tests::case;
use luma_tests::house::House;
use serde_json::json;

/// "Access" and "correction".
#[tokio::test]
async fn every_field_that_is_held_about_an_account_can_be_seen_and_corrected() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let corrections = [
        ("practice_name", json!("Hillside Rheumatology")),
        ("name", json!("Jo Ann Lee")),
        ("specialty", json!("Dermatology")),
        ("npi", json!("1234567893")),
    ];
    for (field, value) in corrections {
        let etag = jo.get("/api/account").await.header("etag").to_owned();
        let answer = jo.patch("/api/account", &etag, &json!({ field: value })).await;
        assert_eq!(answer.status, 200, "{field}: {}", answer.text());
        let seen = jo.get("/api/account").await.json();
        let held = if field == "name" { &seen["member"]["name"] } else { &seen[field] };
        assert_eq!(held, &value, "{field}");
    }
}

/// "Portable export": as long as the account can be signed in to, closing or not.
#[tokio::test]
async fn the_whole_account_can_be_taken_away_even_while_it_is_closing() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    jo.draft_letter(&case).await;
    assert_eq!(jo.request_deletion().await.status, 202);
    jo.client.sign_in(&jo.email, jo.password).await.expect("sign-in while closing");
    let archive = jo.get("/stream/export/account").await;
    assert_eq!(archive.status, 200, "{}", archive.text());
    assert!(archive.body.starts_with(b"PK"));
}

/// "Notice of policy changes": the account knows which version it accepted and which is current.
#[tokio::test]
async fn an_account_knows_which_policy_it_accepted_and_which_is_current() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let policy = jo.get("/api/account").await.json()["policy"].clone();
    assert_eq!(policy["accepted"], policy["current"]);
    let answer = jo.post("/api/account/policy", &json!({ "version": policy["current"] })).await;
    assert!(matches!(answer.status, 200 | 204), "{}", answer.text());
    assert_eq!(
        jo.post("/api/account/policy", &json!({ "version": "1999-01-01" })).await.status,
        422
    );
}
