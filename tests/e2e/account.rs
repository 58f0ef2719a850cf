//! Seeing and correcting what is held about an account.

use luma_tests::case;
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

#[tokio::test]
async fn a_new_address_counts_once_it_is_proven_and_the_old_one_is_told() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let etag = jo.get("/api/account").await.header("etag").to_owned();
    let wish = |password: &str| json!({ "email": "jo@hillside.example", "password": password });

    let refused = jo.patch("/api/account", &etag, &wish("not my password at all")).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(refused.json()["errors"][0]["pointer"], "/password");
    assert!(house.mail("jo@hillside.example").await.is_null());

    let asked = jo.patch("/api/account", &etag, &wish(jo.password)).await;
    assert_eq!(asked.status, 200, "{}", asked.text());
    let seen = jo.get("/api/account").await.json();
    assert_eq!(seen["member"]["email"], "jo@lakeside.example", "not before it is proven");
    assert_eq!(seen["member"]["pending_email"], "jo@hillside.example");
    let told = house.mail("jo@lakeside.example").await["text"].to_string();
    assert!(told.contains("address"), "{told}");

    let mail = house.mail("jo@hillside.example").await;
    let link = mail["links"][0].as_str().expect("a link");
    let token = link.split("token=").nth(1).expect("a token");
    let proven = house.browser().post("/api/signup/verify", &json!({ "token": token })).await;
    assert_eq!(proven.expect("an answer").status, 204);
    let browser = house.browser();
    browser.sign_in("jo@hillside.example", jo.password).await.expect("the new address");
    let seen = browser.get("/api/account").await.expect("an answer").json();
    assert_eq!(seen["member"]["email"], "jo@hillside.example");
    assert!(house.browser().sign_in("jo@lakeside.example", jo.password).await.is_err());
}

#[tokio::test]
async fn the_trail_says_who_did_what_to_which_id_and_repeats_no_content() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;

    let trail = jo.get("/api/account/audit").await.json();

    let entries = trail["items"].as_array().expect("entries");
    let of = |subject: &str| {
        entries.iter().filter(|entry| entry["subject"] == *subject).collect::<Vec<_>>()
    };
    assert_eq!((of(&case).len(), of(&letter).len()), (1, 1), "{trail}");
    let member = jo.get("/api/account").await.json()["member"]["id"].clone();
    assert_eq!(of(&letter)[0]["member"], member);
    for word in ["Maya", "adalimumab", "lakeside"] {
        assert!(!trail.to_string().contains(word), "{word} is in the trail");
    }
}
