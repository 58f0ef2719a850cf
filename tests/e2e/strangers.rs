//! Another practice's ids open nothing, on any route.

use luma_tests::case;
use luma_tests::house::House;
use reqwest::Method;
use serde_json::{Value, json};

/// Every route of the template that has a path parameter.
fn routes() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(luma::workspace::template()).expect("the template");
    let line = |text: &str, key: &str| {
        let value = text.split(key).nth(1)?.trim_start();
        let end = value.find([',', '}', '\n']).filter(|_| !value.starts_with('\''));
        let value = if let Some(quoted) = value.strip_prefix('\'') {
            quoted.split('\'').next()?
        } else {
            value.get(..end?)?
        };
        Some(value.trim().to_owned())
    };
    let routes = text.lines().filter(|text| text.contains("Type: HttpApi"));
    let mut routes: Vec<_> =
        routes.filter_map(|text| Some((line(text, "Method:")?, line(text, "Path:")?))).collect();
    routes.retain(|(_, path)| path.contains('{'));
    routes
}

#[tokio::test]
async fn every_route_answers_a_strangers_id_like_one_that_does_not_exist() {
    let house = House::start().await;
    let owner = house.clinician("owner@lakeside.example").await;
    let case = owner.open_case(&case::arthritis()).await;
    let letter = owner.draft_letter(&case).await;
    let stranger = house.clinician("stranger@hillside.example").await;

    let mut routes = routes();
    assert!(routes.len() >= 6, "{routes:?}");
    for format in ["docx", "pdf", "html", "txt"] {
        routes.push(("GET".to_owned(), format!("/stream/export/document/{{id}}/{{doc}}.{format}")));
    }
    routes.push(("GET".to_owned(), "/stream/export/case/{id}".to_owned()));
    let nowhere = "01JZZZZZZZZZZZZZZZZZZZZZZZ";
    for (method, path) in routes {
        let ask = |case: &str, letter: &str| {
            let path = path.replace("{id}", case).replace("{doc}", letter);
            let request =
                stranger.client.request(Method::from_bytes(method.as_bytes()).unwrap(), &path);
            let body = if path.contains("documents") {
                json!({ "edits": [] })
            } else {
                json!({ "payer": { "name": "X" } })
            };
            let request = if method == "GET" || method == "DELETE" {
                request
            } else {
                request.header("if-match", "\"1\"").json(&body)
            };
            stranger.client.send(request)
        };
        let (theirs, none) =
            (ask(&case, &letter).await.unwrap(), ask(nowhere, nowhere).await.unwrap());
        assert_eq!((theirs.status, none.status), (404, 404), "{method} {path}: {}", theirs.text());
        let body = |answer: &luma::client::Answer| {
            let mut problem = answer.json();
            problem["request_id"] = Value::Null;
            problem
        };
        assert_eq!(body(&theirs), body(&none), "{method} {path}");
    }
    let draft = json!({ "case_id": case, "kind": "letter_of_medical_necessity" });
    assert_eq!(stranger.post("/stream/draft", &draft).await.status, 404);
    assert_eq!(owner.document(&case, &letter).await["version"], 1, "and nothing was changed");
}

#[tokio::test]
async fn every_route_that_holds_something_needs_a_session() {
    let house = House::start().await;
    let browser = house.browser();
    for path in [
        "/api/account",
        "/api/account/preferences",
        "/api/cases",
        "/stream/export/account",
        "/api/clinical/drugs?q=a",
    ] {
        assert_eq!(browser.get(path).await.unwrap().status, 401, "{path}");
    }
    for path in ["/api/cases", "/api/phi-check", "/stream/draft", "/api/account/deletion"] {
        assert_eq!(browser.post(path, &json!({})).await.unwrap().status, 401, "{path}");
    }
}
