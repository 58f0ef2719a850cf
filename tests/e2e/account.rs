//! Seeing and correcting what is held about an account.

use luma_tests::house::House;
use serde_json::json;

#[tokio::test]
async fn an_owner_sees_and_corrects_what_is_held() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let seen = jo.get("/api/account").await.json();
    assert_eq!(seen["practice_name"], "Lakeside Specialty Clinic");
    assert_eq!(seen["member"]["email"], "jo@lakeside.example");
    assert_eq!(seen["member"]["role"], "owner");

    let etag = jo.get("/api/account").await.header("etag").to_owned();
    let correction = json!({ "practice_name": "Hillside Rheumatology", "npi": "1234567893" });
    let answer = jo.patch("/api/account", &etag, &correction).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let seen = jo.get("/api/account").await.json();
    assert_eq!(
        (seen["practice_name"].as_str(), seen["npi"].as_str()),
        (Some("Hillside Rheumatology"), Some("1234567893"))
    );
}

#[tokio::test]
async fn fields_that_decide_over_rights_cannot_be_assigned() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let etag = jo.get("/api/account").await.header("etag").to_owned();
    for field in ["role", "plan", "account_id", "deleted_at", "state", "letters"] {
        let answer = jo.patch("/api/account", &etag, &json!({ field: "owner" })).await;
        assert_eq!(answer.status, 422, "{field}");
        assert_eq!(answer.json()["errors"][0]["pointer"], format!("/{field}"));
    }
}

#[tokio::test]
async fn marketing_is_off_until_asked_for_and_can_be_put_off_again() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    assert_eq!(jo.get("/api/account/preferences").await.json()["marketing"], false);
    for wish in [true, false] {
        let request = jo
            .client
            .request(reqwest::Method::PUT, "/api/account/preferences")
            .json(&json!({ "marketing": wish }));
        assert_eq!(jo.client.send(request).await.unwrap().status, 200);
        assert_eq!(jo.get("/api/account/preferences").await.json()["marketing"], wish);
    }
}
