//! Bodies and tokens that are not what they should be: each is refused by a problem, nothing is stored.

use luma::client::Answer;
use luma_tests::case;
use luma_tests::clinician::Clinician;
use luma_tests::house::House;
use reqwest::Method;
use serde_json::{Value, json};

async fn send(jo: &Clinician, body: Vec<u8>) -> Answer {
    let request = jo
        .client
        .request(Method::POST, "/api/cases")
        .header("content-type", "application/json")
        .body(body);
    jo.client.send(request).await.expect("an answer")
}

fn is_problem(answer: &Answer) -> bool {
    let problem = answer.json();
    answer.header("content-type").starts_with("application/problem+json")
        && problem["status"] == answer.status
        && ["type", "title", "detail", "request_id"].iter().all(|field| problem[field].is_string())
}

#[tokio::test]
async fn a_body_that_is_no_decent_json_is_refused_before_anything_else() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let nested = format!("{{\"clinical\":{deep}}}");
    let large = json!({ "clinical": "x".repeat(1_000_000) }).to_string();
    let text = case::arthritis().to_string();
    let doubled = text.replacen("\"clinical\":", "\"clinical\":\"another\",\"clinical\":", 1);
    let cases: [(&str, Vec<u8>, u16); 9] = [
        ("broken", b"{\"patient\":".to_vec(), 400),
        ("nothing", Vec::new(), 400),
        ("an array", b"[7]".to_vec(), 422),
        ("invalid UTF-8", b"{\"clinical\":\"\xff\xfe\"}".to_vec(), 400),
        ("a lone surrogate", b"{\"clinical\":\"\\ud800\"}".to_vec(), 400),
        ("too deep", nested.into_bytes(), 400),
        ("too large", large.into_bytes(), 413),
        ("a key twice", doubled.into_bytes(), 422),
        ("a wrong type", text.replace("\"M05.79\"", "579").into_bytes(), 422),
    ];
    for (what, body, status) in cases {
        let answer = send(&jo, body).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.text());
        assert!(is_problem(&answer), "{what}: {}", answer.text());
    }
    assert_eq!(jo.get("/api/cases").await.json()["items"], json!([]));
}

#[tokio::test]
async fn an_unknown_field_is_refused_by_its_place() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    for (holder, pointer) in [
        ("", "/member_id"),
        ("/patient", "/patient/member_id"),
        ("/history/0", "/history/0/member_id"),
    ] {
        let mut case = case::arthritis();
        case.pointer_mut(holder).expect("the object")["member_id"] = Value::from("W123456789");
        let answer = jo.post("/api/cases", &case).await;
        assert_eq!(answer.status, 422);
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{}", answer.text());
        assert!(!answer.text().contains("W123456789"));
    }
}

#[tokio::test]
async fn tokens_that_were_not_given_by_luma_open_nothing() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let good = jo.client.cookies()["__Host-luma_at"].clone();
    let (head, signature) = good.rsplit_once('.').expect("three parts");
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0";
    let payload = head.split('.').nth(1).expect("a payload");
    let forged = [
        String::from("nothing"),
        format!("{head}."),
        format!("{none}.{payload}."),
        format!("{none}.{payload}.{signature}"),
        format!("{head}.{}", signature.chars().rev().collect::<String>()),
        format!("{good}.x"),
        format!("{good}{}", "A".repeat(10_000)),
    ];
    for token in forged {
        let thief = house.browser();
        thief.set_cookie("__Host-luma_at", &token);
        let answer = thief.get("/api/account").await.expect("an answer");
        assert!(matches!(answer.status, 401 | 431), "{}", answer.status);
    }
    assert_eq!(jo.get("/api/account").await.status, 200, "the good one still does");
    assert!(!house.logs().await.contains(&good));
}

#[tokio::test]
async fn a_method_or_a_path_that_does_not_exist_is_a_problem_too() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    assert_eq!(jo.get("/api/nothing").await.status, 404);
    for path in [
        "/api/cases/..%2f..%2fkeys",
        "/api/cases/%00",
        "/api/cases/not-an-id",
        "/api/cases/01JZZZZZZZZZZZZZZZZZZZZZZZ",
    ] {
        assert_eq!(jo.get(path).await.status, 404, "{path}");
    }
}
