//! Asking the people behind Luma: by mail, for members and visitors, and never about a patient.

use luma::client::Answer;
use luma_tests::house::House;
use serde_json::{Value, json};

const VISITOR: &str = "ann@hillside.example";
const SUPPORT: &str = "hello@useluma.io";
const WORDS: &str = "The appeal for a knee MRI shows the wrong criteria.";

fn form(message: &str) -> Value {
    json!({ "topic": "problem", "message": message })
}

fn of_a_visitor(message: &str) -> Value {
    json!({ "topic": "problem", "message": message, "email": VISITOR })
}

async fn ask(house: &House, body: &Value) -> Answer {
    house.browser().post("/api/support", body).await.expect("an answer")
}

/// What came into our own mailbox, newest first.
async fn mailbox(house: &House) -> Vec<Value> {
    let mut inbox = house.inbox().await;
    inbox.retain(|mail| mail["to"] == json!([SUPPORT]));
    inbox
}

fn refusals(answer: &Answer) -> Vec<(String, String)> {
    let problem = answer.json();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let errors = problem["errors"].as_array().expect("errors").iter();
    errors.map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
}

/// Moves the clock to the first second of the next day, so that no window ends in the middle of a test.
async fn wait_for_morning(house: &House) {
    let second_of_day = house.now().await.as_second().rem_euclid(86_400);
    house.advance(86_401 - second_of_day).await;
}

#[tokio::test]
async fn a_visitors_message_comes_by_mail_and_the_answer_goes_to_the_visitor() {
    let house = House::start().await;
    let mut body = of_a_visitor(&format!(" {WORDS}\r\n<script>alert(1)</script> "));
    body["reference"] = json!("JKJaXmPLvHcESHA=");
    let answer = ask(&house, &body).await;
    assert_eq!(answer.status, 202, "{}", answer.text());
    assert_eq!(answer.json(), json!({ "next": "we-answer-by-mail" }));

    let mails = house.inbox().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0]["to"], json!([SUPPORT]));
    assert_eq!(mails[0]["reply_to"], json!([VISITOR]));
    assert_eq!(mails[0]["subject"], "[support] A problem");
    assert_eq!(mails[0]["html"], "", "text has nothing in it that could run");
    let text = mails[0]["text"].as_str().expect("text");
    for part in ["a visitor", VISITOR, "JKJaXmPLvHcESHA=", WORDS, "<script>alert(1)</script>\n"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[tokio::test]
async fn a_member_is_answered_at_the_accounts_address_and_gives_no_other() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let account = jo.get("/api/account").await.json()["id"].as_str().expect("an id").to_owned();
    let other = jo.post("/api/support", &of_a_visitor(WORDS)).await;
    assert_eq!(refusals(&other), [("/email".to_owned(), "unknown-field".to_owned())]);
    assert!(mailbox(&house).await.is_empty());

    let answer = jo.post("/api/support", &form(WORDS)).await;
    assert_eq!(answer.status, 202, "{}", answer.text());
    let mails = mailbox(&house).await;
    assert_eq!(mails[0]["reply_to"], json!(["jo@lakeside.example"]));
    let text = mails[0]["text"].as_str().expect("text");
    assert!(text.contains(&format!("a member of account {account}")), "{text}");
    for private in ["Jo Lee", "Lakeside Specialty Clinic"] {
        assert!(!text.contains(private), "{private} in {text}");
    }
}

#[tokio::test]
async fn who_is_signed_in_no_more_is_a_visitor_and_a_closing_account_may_still_ask() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    assert_eq!(jo.request_deletion().await.status, 202);
    assert_eq!(jo.post("/api/support", &form(WORDS)).await.status, 202);

    house.advance(601).await;
    let expired = jo.post("/api/support", &form(WORDS)).await;
    assert_eq!(refusals(&expired), [("/email".to_owned(), "required".to_owned())]);
    assert_eq!(jo.post("/api/support", &of_a_visitor(WORDS)).await.status, 202);

    let thief = house.browser();
    thief.set_cookie("__Host-luma_at", "not.a.token");
    let answer = thief.post("/api/support", &of_a_visitor(WORDS)).await.expect("an answer");
    assert_eq!(answer.status, 202, "{}", answer.text());
    let answers: Vec<Value> =
        mailbox(&house).await.iter().map(|mail| mail["reply_to"][0].clone()).collect();
    assert_eq!(answers, [VISITOR, VISITOR, "jo@lakeside.example"]);
}

#[tokio::test]
async fn every_fault_of_a_form_is_named_at_once_and_nothing_is_mailed() {
    let house = House::start().await;
    let bad =
        json!({ "topic": "weather", "message": " \n", "email": "ann", "reference": "219-09-9999" });
    let answer = ask(&house, &bad).await;
    assert_eq!(
        (answer.status, answer.json()["type"].clone()),
        (422, json!("/problems/invalid-field"))
    );
    let pointers: Vec<String> = refusals(&answer).into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(pointers, ["/topic", "/message", "/reference", "/email"]);
    assert!(!answer.text().contains("219-09-9999") && !answer.text().contains("weather"));

    let long = ask(&house, &of_a_visitor(&"a ".repeat(2_001))).await;
    assert_eq!(refusals(&long), [("/message".to_owned(), "too-long".to_owned())]);
    let mut more = of_a_visitor(WORDS);
    more["name"] = json!("Ann");
    assert_eq!(
        refusals(&ask(&house, &more).await),
        [("/name".to_owned(), "unknown-field".to_owned())]
    );
    assert!(house.inbox().await.is_empty());
}

#[tokio::test]
async fn a_message_that_identifies_a_patient_is_refused_where_it_does_and_goes_nowhere() {
    let house = House::start().await;
    for (kind, sentence, value) in [
        ("a full name and birth date", "Patient: Maya Lopez, DOB 03/04/1972.", "Lopez"),
        ("a social security number", "SSN 219-09-9999.", "219-09-9999"),
        ("a medical record number", "MRN: 48291734.", "48291734"),
        ("a phone number", "Reach her at (614) 555-0142.", "555-0142"),
        ("an e-mail address", "Write to maya.lopez@example.com.", "maya.lopez"),
    ] {
        let mut body = of_a_visitor(&format!("The draft is wrong. {sentence}"));
        body["acknowledge_warnings"] = json!(true);
        let answer = ask(&house, &body).await;
        assert_eq!(answer.status, 422, "{kind} was let through");
        assert_eq!(answer.json()["type"], "/problems/identifiers-found", "{kind}");
        let finding = &answer.json()["errors"][0];
        assert_eq!(
            (&finding["pointer"], &finding["code"]),
            (&json!("/message"), &json!("identifiers-found"))
        );
        assert!(finding["start"].is_u64() && finding["hint"].is_string(), "{finding}");
        assert!(!answer.text().contains(value), "{kind}: {}", answer.text());
    }
    assert!(house.inbox().await.is_empty());
}

#[tokio::test]
async fn a_warning_lets_a_message_pass_once_somebody_has_looked_at_it() {
    let house = House::start().await;
    let mut body = of_a_visitor("Dr. Alan Grey sees the wrong criteria.");
    let warned = ask(&house, &body).await;
    assert_eq!(refusals(&warned), [("/message".to_owned(), "identifiers-suspected".to_owned())]);
    body["acknowledge_warnings"] = json!(true);
    assert_eq!(ask(&house, &body).await.status, 202);
}

#[tokio::test]
async fn a_viewer_asks_five_times_an_hour_and_refusals_do_not_count() {
    let house = House::start().await;
    wait_for_morning(&house).await;
    for _ in 0..10 {
        assert_eq!(ask(&house, &of_a_visitor("")).await.status, 422);
    }
    for _ in 0..5 {
        assert_eq!(ask(&house, &of_a_visitor(WORDS)).await.status, 202);
    }
    let over = ask(&house, &of_a_visitor(WORDS)).await;
    assert_eq!(
        (over.status, over.json()["type"].clone()),
        (429, json!("/problems/too-many-requests"))
    );
    assert!(over.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds <= 3_600));
    assert_eq!(mailbox(&house).await.len(), 5);
    house.advance(3_600).await;
    assert_eq!(ask(&house, &of_a_visitor(WORDS)).await.status, 202);
}

#[tokio::test]
async fn an_account_asks_ten_times_a_day() {
    let house = House::start().await;
    wait_for_morning(&house).await;
    let jo = house.clinician("jo@lakeside.example").await;
    let mut statuses = Vec::new();
    for hour in 0..3 {
        if hour > 0 {
            house.advance(3_600).await;
            jo.client.sign_in(&jo.email, jo.password).await.expect("sign in");
        }
        for _ in 0..5 {
            statuses.push(jo.post("/api/support", &form(WORDS)).await.status);
        }
    }
    assert_eq!(statuses, [[202; 10].as_slice(), &[429; 5]].concat());
}

#[tokio::test]
async fn a_mail_that_cannot_be_sent_is_said_to_be_so_and_the_retry_sends_it() {
    let house = House::start().await;
    let rule = json!({
        "service": "ses", "function": "SupportFunction",
        "strike": { "error": { "code": "Throttling", "status": 400 } }
    });
    house.browser().post("/_local/faults", &rule).await.expect("an answer");
    let answer = ask(&house, &of_a_visitor(WORDS)).await;
    assert_eq!(
        (answer.status, answer.json()["type"].clone()),
        (503, json!("/problems/unavailable"))
    );
    assert!(house.inbox().await.is_empty());

    house.browser().delete("/_local/faults").await.expect("an answer");
    assert_eq!(ask(&house, &of_a_visitor(WORDS)).await.status, 202);
    assert_eq!(mailbox(&house).await.len(), 1);
}
