//! Functions as processes: buffered and streamed answers, crashes, time-outs, many at once.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::future::join_all;
use serde_json::json;

use crate::harness::Sample;

#[tokio::test]
async fn a_request_reaches_its_function_and_the_answer_comes_back() {
    let sample = Sample::start().await;
    let request = sample.http.put(sample.url("/api/echo/w%C3%B6rd?q=a+b"));
    let request = request.header("cookie", "x=1; y=2").header("content-type", "application/json");
    let response = request.body("{\"n\":1}").send().await.unwrap();
    assert_eq!(response.status(), 200);
    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["a=1; Path=/", "b=2; Path=/"]);
    let echo: serde_json::Value = response.json().await.unwrap();
    assert_eq!(echo["method"], "PUT");
    assert_eq!((&echo["word"], &echo["query"]), (&json!("wörd"), &json!("a b")));
    assert_eq!(echo["body"], "{\"n\":1}");
    assert_eq!(echo["headers"]["cookie"], "x=1; y=2");
    assert_eq!(echo["greeting"], format!("from {}", sample.cloud().url()));
    assert_eq!(echo["home"], "", "a function inherits nothing of its host's environment");
}

#[tokio::test]
async fn a_stream_arrives_piece_by_piece() {
    let sample = Sample::start().await;
    let started = Instant::now();
    let response = sample.get("/stream/numbers").await;
    assert_eq!(response.status(), 201);
    let mut pieces = Vec::new();
    let mut body = response.bytes_stream();
    while let Some(piece) = body.next().await {
        pieces.push((piece.unwrap(), started.elapsed()));
    }
    let text: Vec<u8> = pieces.iter().flat_map(|(bytes, _)| bytes.to_vec()).collect();
    assert_eq!(text, b"1\n2\n3\n4\n5\n");
    let spread = pieces.last().unwrap().1.saturating_sub(pieces[0].1);
    assert!(spread > Duration::from_millis(300), "all at once: {spread:?}");
}

#[tokio::test]
async fn a_function_learns_that_its_reader_left() {
    let sample = Sample::start().await;
    let response = sample.get("/stream/numbers?upto=100").await;
    let mut body = response.bytes_stream();
    assert_eq!(body.next().await.unwrap().unwrap(), "1\n");
    drop(body);
    sample.logged("StreamFunction", "the reader left at").await;
}

#[tokio::test]
async fn a_crash_is_answered_at_once_and_the_next_request_is_served() {
    let sample = Sample::start().await;
    let started = Instant::now();
    let crashed = sample.post("/api/do/crash", json!({})).await;
    assert_eq!(crashed.status(), 502);
    assert!(started.elapsed() < Duration::from_secs(2), "within the time-out of the function");
    assert_eq!(sample.get("/api/echo/again").await.status(), 200);
    sample.logged("PlainFunction", "Runtime exited: signal: 6").await;
}

#[tokio::test]
async fn a_function_that_overruns_is_ended_and_the_next_request_is_served() {
    let sample = Sample::start().await;
    assert_eq!(sample.post("/api/do/sleep", json!({})).await.status(), 504);
    sample.logged("PlainFunction", "Task timed out after 2 seconds").await;
    assert_eq!(sample.get("/api/echo/again").await.status(), 200);
}

#[tokio::test]
async fn an_error_of_the_function_is_a_500_without_its_words() {
    let sample = Sample::start().await;
    let failed = sample.post("/api/do/fail", json!({})).await;
    assert_eq!(failed.status(), 500);
    assert_eq!(failed.text().await.unwrap(), r#"{"message":"Internal Server Error"}"#);
}

#[tokio::test]
async fn requests_at_once_get_processes_of_their_own_up_to_the_reserved_number() {
    let sample = Sample::start().await;
    let answers = join_all((0..7).map(|_| sample.deed("hold"))).await;
    let processes: BTreeSet<u64> =
        answers.iter().map(|answer| answer["pid"].as_u64().unwrap()).collect();
    assert!((2..=3).contains(&processes.len()), "{processes:?}");
}

#[tokio::test]
async fn one_process_serves_requests_that_follow_each_other() {
    let sample = Sample::start().await;
    let first = sample.deed("pid").await;
    for _ in 0..5 {
        assert_eq!(sample.deed("pid").await, first);
    }
}

#[tokio::test]
async fn a_function_may_do_what_its_statements_say_and_nothing_else() {
    let sample = Sample::start().await;
    assert_eq!(sample.deed("put").await, json!({"put": "done"}));
    assert_eq!(sample.deed("delete").await, json!({"delete": "AccessDeniedException"}));
    sample.logged("PlainFunction", "not authorized to perform: dynamodb:DeleteItem").await;
    let table = "arn:aws:dynamodb:us-east-1:000000000000:table/ThingsTable";
    let calls = json!({"PlainFunction": [{"action": "dynamodb:PutItem", "resource": table}]});
    assert_eq!(sample.get_json("/_local/calls.json").await, calls);
}

#[tokio::test]
async fn what_a_function_prints_is_in_its_log_and_in_no_other() {
    let sample = Sample::start().await;
    sample.get("/api/echo/printed").await;
    sample.logged("PlainFunction", "asked for /api/echo/printed").await;
    let other = sample.get_json("/_local/logs.json?function=StreamFunction").await;
    assert_eq!(other, json!([]));
}
