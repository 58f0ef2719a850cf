//! Signing up and proving the address.

use std::sync::Arc;

use luma_tests::house::House;
use luma_tests::store;
use serde_json::{Value, json};

const EMAIL: &str = "jo@lakeside.example";
const PASSWORD: &str = "heron kettle under glass";

fn form(email: &str) -> Value {
    json!({
        "email": email, "password": PASSWORD, "name": "Jo Lee", "practice_name": "Lakeside Specialty Clinic",
        "specialty": "Rheumatology", "accept_policy": true
    })
}

#[tokio::test]
async fn an_address_must_be_confirmed_before_it_can_sign_in() {
    let house = House::start().await;
    let browser = house.browser();
    assert_eq!(browser.post("/api/signup", &form(EMAIL)).await.unwrap().status, 202);
    let credentials = json!({ "email": EMAIL, "password": PASSWORD });
    assert_eq!(browser.post("/api/session", &credentials).await.unwrap().status, 401);

    let token = browser.mailed_token(EMAIL).await.unwrap();
    assert_eq!(
        browser.post("/api/signup/verify", &json!({ "token": token })).await.unwrap().status,
        204
    );
    assert_eq!(browser.post("/api/session", &credentials).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_confirmation_works_once_and_not_after_a_day() {
    let house = House::start().await;
    let browser = house.browser();
    browser.post("/api/signup", &form(EMAIL)).await.unwrap();
    let token = json!({ "token": browser.mailed_token(EMAIL).await.unwrap() });
    assert_eq!(browser.post("/api/signup/verify", &token).await.unwrap().status, 204);
    assert_eq!(browser.post("/api/signup/verify", &token).await.unwrap().status, 422);

    browser.post("/api/signup", &form("ann@lakeside.example")).await.unwrap();
    let late = json!({ "token": browser.mailed_token("ann@lakeside.example").await.unwrap() });
    house.advance(24 * 3_600 + 1).await;
    assert_eq!(browser.post("/api/signup/verify", &late).await.unwrap().status, 422);
}

#[tokio::test]
async fn a_known_and_an_unknown_address_get_the_same_answer_and_only_the_mail_tells() {
    let house = House::start().await;
    house.clinician(EMAIL).await;
    let browser = house.browser();
    let known = browser.post("/api/signup", &form("Jo@Lakeside.example")).await.unwrap();
    let unknown = browser.post("/api/signup", &form("new@lakeside.example")).await.unwrap();
    assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
    let names = |answer: &luma::client::Answer| {
        answer.headers.keys().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(names(&known), names(&unknown));
    let told = house.mail(EMAIL).await;
    assert!(told["text"].as_str().unwrap().contains("already"), "{told}");
}

#[tokio::test]
async fn every_fault_of_a_form_is_named_at_once_and_nothing_is_stored() {
    let house = House::start().await;
    let bad = json!({
        "email": "jo@lakeside", "password": "short", "name": "", "practice_name": "Lakeside", "specialty": "Wizardry",
        "npi": "1234567890", "accept_policy": false
    });
    let answer = house.browser().post("/api/signup", &bad).await.unwrap();
    assert_eq!(answer.status, 422, "{}", answer.text());
    let problem = answer.json();
    let errors = problem["errors"].as_array().unwrap();
    let mut pointers: Vec<&str> =
        errors.iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    pointers.sort_unstable();
    pointers.dedup();
    assert_eq!(pointers, ["/accept_policy", "/email", "/name", "/npi", "/password", "/specialty"]);
    assert!(house.inbox().await.is_empty());
}

#[tokio::test]
async fn twenty_sign_ups_at_once_for_one_address_make_one_account() {
    let house = House::start().await;
    let browser = Arc::new(house.browser());
    let racers = (0..20).map(|_| {
        let browser = browser.clone();
        tokio::spawn(async move { browser.post("/api/signup", &form(EMAIL)).await.unwrap().status })
    });
    for racer in racers.collect::<Vec<_>>() {
        assert_eq!(racer.await.unwrap(), 202);
    }
    let rows = store::rows(&house, "AccountsTable").await;
    let members = rows.iter().filter(|row| row.contains("MEMBER#")).count();
    assert_eq!(members, 1);
    // The newest link is the one that counts; those before it were for a sign-up that it replaced.
    let token = browser.mailed_token(EMAIL).await.unwrap();
    assert_eq!(
        browser.post("/api/signup/verify", &json!({ "token": token })).await.unwrap().status,
        204
    );
    browser.sign_in(EMAIL, PASSWORD).await.expect("the one account");
}
