//! A function killed in the middle of a request loses nothing and holds nothing up.

use luma_tests::case;
use luma_tests::house::House;
use serde_json::json;

/// Kills the process of intake right after its n-th write from now on.
async fn kill_intake_after(house: &House, writes: usize) {
    let rule = json!({
        "service": "dynamodb", "operation": "write", "function": "IntakeFunction",
        "after": writes - 1, "times": 1, "strike": "kill_after"
    });
    assert_eq!(house.browser().post("/_local/faults", &rule).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_function_killed_after_any_of_its_writes_leaves_no_half_case_and_the_retry_makes_one() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let send = |key: &str| {
        let request = jo
            .client
            .request(reqwest::Method::POST, "/api/cases")
            .header("idempotency-key", key.to_owned());
        jo.client.send(request.json(&case::arthritis()))
    };
    for writes in 1..=3 {
        let key = format!("the-same-key-for-both-{writes}");
        kill_intake_after(&house, writes).await;
        let cut = send(&key).await.unwrap();
        house.browser().delete("/_local/faults").await.unwrap();
        assert!(cut.status == 201 || cut.status >= 500, "{}", cut.text());
        assert_eq!(send(&key).await.unwrap().status, 201, "the retry after {writes} writes");
        let listed = jo.get("/api/cases").await.json();
        let items = listed["items"].as_array().expect("a list").len();
        assert_eq!(items, writes, "each key made exactly one case");
    }
}

#[tokio::test]
async fn a_crash_of_one_function_does_not_stop_the_others() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    kill_intake_after(&house, 1).await;
    assert!(jo.post("/api/cases", &case::arthritis()).await.status >= 500);
    assert_eq!(jo.get("/api/account").await.status, 200);
    house.browser().delete("/_local/faults").await.unwrap();
    assert_eq!(
        jo.post("/api/cases", &case::arthritis()).await.status,
        201,
        "and it comes up again by itself"
    );
}

#[tokio::test]
async fn a_mail_that_could_not_be_sent_goes_out_with_the_next_sweep_and_only_once() {
    let house = House::start().await;
    let refusal =
        json!({"service": "ses", "strike": {"error": {"code": "Throttling", "status": 400}}});
    house.browser().post("/_local/faults", &refusal).await.unwrap();
    let jo = json!({
        "email": "jo@lakeside.example", "password": "heron kettle under glass", "name": "Jo Lee",
        "practice_name": "Lakeside", "specialty": "Rheumatology", "accept_policy": true
    });
    assert_eq!(house.browser().post("/api/signup", &jo).await.unwrap().status, 202);
    assert!(house.inbox().await.is_empty());

    house.browser().delete("/_local/faults").await.unwrap();
    for _ in 0..3 {
        house.advance(3_600).await;
        house.sweep().await;
    }
    let mails = house.inbox().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    let link = mails[0]["links"][0].as_str().expect("a link");
    let token = link.split("token=").nth(1).expect("a token");
    let proven = house.browser().post("/api/signup/verify", &json!({ "token": token })).await;
    assert_eq!(proven.unwrap().status, 204);
}
