//! Signing in, staying in, signing out, and the forgotten password.

use luma_tests::house::House;
use serde_json::json;

const EMAIL: &str = "jo@lakeside.example";

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_alike() {
    let house = House::start().await;
    house.clinician(EMAIL).await;
    let browser = house.browser();
    let guess = |email: &str| json!({ "email": email, "password": "another heron entirely" });
    let wrong = browser.post("/api/session", &guess(EMAIL)).await.unwrap();
    let unknown = browser.post("/api/session", &guess("no@lakeside.example")).await.unwrap();
    assert_eq!((wrong.status, unknown.status), (401, 401));
    assert_eq!(wrong.json()["detail"], unknown.json()["detail"]);
}

#[tokio::test]
async fn exactly_two_cookies_are_set_and_both_are_strict_and_out_of_reach_of_scripts() {
    let house = House::start().await;
    let jo = house.clinician(EMAIL).await;
    assert_eq!(
        jo.client.cookies().keys().collect::<Vec<_>>(),
        ["__Host-luma_at", "__Secure-luma_rt"]
    );
    let answer =
        jo.post("/api/session", &json!({ "email": jo.email, "password": jo.password })).await;
    assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 2);
    for cookie in answer.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        for attribute in ["Secure", "HttpOnly", "SameSite=Strict"] {
            assert!(cookie.contains(attribute), "{attribute}");
        }
        assert!(!cookie.contains("Domain="));
    }
}

#[tokio::test]
async fn a_session_ends_when_it_is_signed_out_and_its_token_is_worth_nothing_after() {
    let house = House::start().await;
    let jo = house.clinician(EMAIL).await;
    let token = jo.client.cookies()["__Host-luma_at"].clone();
    assert_eq!(jo.get("/api/account").await.status, 200);
    assert_eq!(jo.delete("/api/session").await.status, 204);
    let thief = house.browser();
    thief.set_cookie("__Host-luma_at", &token);
    assert_eq!(thief.get("/api/account").await.unwrap().status, 401);
}

#[tokio::test]
async fn an_access_token_lasts_ten_minutes_and_is_renewed_by_the_refresh_token() {
    let house = House::start().await;
    let jo = house.clinician(EMAIL).await;
    house.advance(11 * 60).await;
    assert_eq!(jo.get("/api/account").await.status, 401);
    assert_eq!(jo.post("/api/session/refresh", &json!({})).await.status, 200);
    assert_eq!(jo.get("/api/account").await.status, 200);
}

#[tokio::test]
async fn a_refresh_token_used_again_after_its_successor_ends_the_whole_family() {
    let house = House::start().await;
    let jo = house.clinician(EMAIL).await;
    let stolen = jo.client.cookies()["__Secure-luma_rt"].clone();
    assert_eq!(jo.post("/api/session/refresh", &json!({})).await.status, 200);
    house.advance(60).await;
    let thief = house.browser();
    thief.set_cookie("__Secure-luma_rt", &stolen);
    assert_eq!(thief.post("/api/session/refresh", &json!({})).await.unwrap().status, 401);
    assert_eq!(jo.get("/api/account").await.status, 401, "the owner has to sign in again");
    assert_eq!(jo.post("/api/session/refresh", &json!({})).await.status, 401);
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_once_and_every_session_ends() {
    let house = House::start().await;
    let jo = house.clinician(EMAIL).await;
    let browser = house.browser();
    for email in [EMAIL, "nobody@lakeside.example"] {
        assert_eq!(
            browser.post("/api/password/forgot", &json!({ "email": email })).await.unwrap().status,
            202
        );
    }
    assert!(house.mail("nobody@lakeside.example").await.is_null());
    let token = browser.mailed_token(EMAIL).await.unwrap();
    let form = json!({ "token": token, "password": "seven quiet geese over ice" });
    assert_eq!(browser.post("/api/password/reset", &form).await.unwrap().status, 204);
    assert_eq!(browser.post("/api/password/reset", &form).await.unwrap().status, 422);
    assert_eq!(jo.get("/api/account").await.status, 401);
    assert!(browser.sign_in(EMAIL, jo.password).await.is_err());
    browser.sign_in(EMAIL, "seven quiet geese over ice").await.expect("the new password");
}

#[tokio::test]
async fn guessing_is_slowed_for_the_guesser_and_never_locks_the_owner_out_for_good() {
    let house = House::start().await;
    house.clinician(EMAIL).await;
    let guesser = house.browser();
    let mut last = 0;
    for guess in 0..7 {
        let form = json!({ "email": EMAIL, "password": format!("a wrong password {guess}") });
        last = guesser.post("/api/session", &form).await.unwrap().status;
    }
    assert_eq!(last, 429);
    house.advance(16 * 60).await;
    guesser.sign_in(EMAIL, "heron kettle under glass").await.expect("after a quarter of an hour");
}

#[tokio::test]
async fn a_request_from_another_site_is_refused() {
    let house = House::start().await;
    let jo = house.clinician(EMAIL).await;
    for (header, value) in
        [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")]
    {
        let request = jo.client.request(reqwest::Method::DELETE, "/api/account/deletion");
        let mut request = request.build().unwrap();
        request.headers_mut().insert(header, value.parse().unwrap());
        let status = reqwest::Client::new().execute(request).await.unwrap().status();
        assert_eq!(status, 403, "{header}: {value}");
    }
    let typed = jo
        .client
        .request(reqwest::Method::POST, "/api/cases")
        .header("content-type", "text/plain")
        .body("{}");
    assert_eq!(jo.client.send(typed).await.unwrap().status, 415);
}
