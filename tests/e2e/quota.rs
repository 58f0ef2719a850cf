//! Letters are counted exactly once: a plan's last one can be drafted, the next one cannot, and a retry is no second letter.

use luma_tests::case;
use luma_tests::clinician::Clinician;
use luma_tests::house::House;
use serde_json::{Value, json};

async fn used(jo: &Clinician) -> Value {
    jo.get("/api/account").await.json()["letters"]["used"].clone()
}

#[tokio::test]
async fn the_plans_last_letter_is_drafted_and_the_next_refused_until_the_period_renews() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let allowed = jo.get("/api/account").await.json()["letters"]["allowed"].clone();
    let most = allowed.as_u64().expect("a number of letters");
    assert!(most > 0);
    for _ in 0..most {
        jo.draft_letter(&case).await;
    }
    assert_eq!(used(&jo).await, json!(most));

    let body = json!({"case_id": case, "kind": "letter_of_medical_necessity"});
    let refused = jo.post("/stream/draft", &body).await;
    assert_eq!(refused.status, 429, "{}", refused.text());
    assert_eq!(refused.json()["type"], "/problems/quota-used-up");
    assert_eq!(used(&jo).await, json!(most));

    house.advance_days(31).await;
    jo.client.sign_in(&jo.email, jo.password).await.expect("sign in");
    jo.draft_letter(&case).await;
    assert_eq!(used(&jo).await, json!(1));
}

#[tokio::test]
async fn the_same_request_sent_again_is_the_same_letter_and_counted_once() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let body = json!({"case_id": case, "kind": "letter_of_medical_necessity"});
    let mut made = Vec::new();
    for _ in 0..2 {
        let request = jo.client.request(reqwest::Method::POST, "/stream/draft");
        let request = request.header("idempotency-key", "draft-0001").json(&body);
        let answer = jo.client.send(request).await.expect("an answer");
        let events = answer.events();
        let done = events.last().expect("an event");
        assert_eq!(done.name, "done", "{events:#?}");
        made.push(done.data["document_id"].clone());
    }
    assert_eq!(made[0], made[1]);
    assert_eq!(used(&jo).await, json!(1));
}
