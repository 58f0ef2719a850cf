//! Both providers against a server on this machine that speaks their documented wire formats.

mod server;

use std::convert::Infallible;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::Response;
use axum::routing::any;
use futures_util::stream::{self, StreamExt as _};
use serde_json::{Value, json};
use server::{End, Reply, Server, server};

use super::*;

/// Enough for the busiest machine.
const LONG: Patience = Patience {
    connect: Duration::from_secs(10),
    first_text: Duration::from_secs(30),
    idle: Duration::from_secs(30),
    whole: Duration::from_mins(2),
};

/// For answers that never come.
const SHORT: Patience =
    Patience { first_text: Duration::from_secs(2), idle: Duration::from_secs(1), ..LONG };

/// Reads to the end: the text so far, and how it ended.
async fn read(provider: &Provider) -> (String, Result<(), AiError>) {
    let mut answer =
        provider.answer(Question { system: "rules".to_owned(), user: "facts".to_owned() });
    let mut text = String::new();
    loop {
        match answer.next().await {
            Ok(Some(piece)) => text.push_str(&piece),
            Ok(None) => return (text, Ok(())),
            Err(error) => {
                assert_eq!(answer.next().await, Ok(None), "nothing follows an error");
                return (text, Err(error));
            }
        }
    }
}

async fn ask(name: &str, replies: Vec<Reply>) -> (String, Result<(), AiError>, usize) {
    let server = server(replies).await;
    let (text, end) = read(&server.provider(name)).await;
    (text, end, server.asked())
}

fn anthropic(events: &[Value]) -> String {
    events
        .iter()
        .map(|event| format!("event: {}\ndata: {event}\n\n", event["type"].as_str().unwrap()))
        .collect::<Vec<_>>()
        .concat()
}

fn text_delta(text: &str) -> Value {
    json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}})
}

/// A whole answer as the Messages API streams it, with a ping, a thought and an event of a kind yet unknown.
fn anthropic_answer() -> String {
    anthropic(&[
        json!({"type": "message_start", "message": {"id": "msg_1", "role": "assistant", "content": [], "usage": {}}}),
        json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}),
        json!({"type": "ping"}),
        text_delta("## Fälle\n"),
        json!({"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "x"}}),
        json!({"type": "a_kind_of_next_year", "payload": {"deep": [1, 2]}}),
        text_delta("One sentence. [F1]\n"),
        json!({"type": "content_block_stop", "index": 0}),
        json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 9}}),
        json!({"type": "message_stop"}),
    ])
}

fn overloaded() -> Value {
    json!({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}})
}

fn chunk(delta: &Value, finish: &Value) -> String {
    format!(
        "data: {}\n\n",
        json!({"id": "c", "object": "chat.completion.chunk", "model": "model-1",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})
    )
}

fn openai_answer(usage: &str, done: &str) -> String {
    let role = chunk(&json!({"role": "assistant", "content": ""}), &Value::Null);
    let one = chunk(&json!({"content": "## Fälle\n"}), &Value::Null);
    let two = chunk(&json!({"content": "One sentence. [F1]\n"}), &Value::Null);
    let stop = chunk(&json!({}), &json!("stop"));
    format!("{role}{one}: keep-alive\n\n{two}{stop}{usage}{done}")
}

const TEXT: &str = "## Fälle\nOne sentence. [F1]\n";

#[tokio::test]
async fn an_answer_of_the_messages_api_is_read_however_it_is_cut() {
    for size in [1, 7, 64, 100_000] {
        let (text, end, _) =
            ask("anthropic", vec![Reply::stream(&anthropic_answer()).cut_into(size)]).await;
        assert_eq!((text.as_str(), end), (TEXT, Ok(())), "pieces of {size}");
    }
}

#[tokio::test]
async fn an_answer_of_chat_completions_is_read_with_each_form_of_usage_and_end() {
    let usages = [
        "",
        "data: {\"choices\":[],\"usage\":{\"total_tokens\":3}}\n\n",
        "data: {\"choices\":null,\"usage\":null}\n\n",
    ];
    for usage in usages {
        for done in ["data: [DONE]\n\n", "data: [DONE]", ""] {
            let (text, end, _) =
                ask("openai", vec![Reply::stream(&openai_answer(usage, done)).cut_into(5)]).await;
            assert_eq!((text.as_str(), end), (TEXT, Ok(())), "{usage:?} {done:?}");
        }
    }
}

#[tokio::test]
async fn the_requests_are_those_of_the_documentation() {
    let server = server(vec![
        Reply::stream(&anthropic_answer()),
        Reply::stream(&openai_answer("", "data: [DONE]\n\n")),
    ])
    .await;
    read(&server.provider("anthropic")).await.1.unwrap();
    read(&server.provider("openai")).await.1.unwrap();
    let requests = server.asked.requests.lock().unwrap();
    let (path, headers, body) = &requests[0];
    assert_eq!(path, "/v1/messages");
    assert_eq!(
        (&headers["x-api-key"], &headers["anthropic-version"]),
        (&"key-CANARY".parse().unwrap(), &"2026-10-21".parse().unwrap())
    );
    assert_eq!(body["system"][0]["text"], "rules");
    let (path, headers, body) = &requests[1];
    assert_eq!(
        (path.as_str(), &headers["authorization"]),
        ("/chat/completions", &"Bearer key-CANARY".parse().unwrap())
    );
    assert_eq!((&body["store"], &body["messages"][1]["content"]), (&json!(false), &json!("facts")));
}

#[tokio::test]
async fn an_overload_is_waited_out() {
    let replies = vec![
        Reply::refusal(529, &overloaded()),
        Reply::stream(&anthropic(&[overloaded()])),
        Reply::stream(&anthropic_answer()),
    ];
    let (text, end, asked) = ask("anthropic", replies).await;
    assert_eq!((text.as_str(), end, asked), (TEXT, Ok(()), 3));
}

#[tokio::test]
async fn a_provider_that_stays_overloaded_is_given_up_after_three_tries() {
    let (_, end, asked) =
        ask("anthropic", vec![Reply::refusal(529, &overloaded()).header("retry-after-ms", "1")])
            .await;
    assert_eq!((end, asked), (Err(AiError::Status(529)), 3));
}

#[tokio::test]
async fn an_asked_pause_is_kept() {
    let limited = Reply::refusal(429, &json!({"error": {"type": "rate_limit_error"}}))
        .header("retry-after", "1");
    let server = server(vec![limited, Reply::stream(&openai_answer("", "data: [DONE]\n\n"))]).await;
    let begun = tokio::time::Instant::now();
    read(&server.provider("openai")).await.1.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn an_exhausted_budget_and_a_wrong_key_are_not_tried_again() {
    let spent = json!({"error": {"type": "rate_limit_error", "details": {"error_code": "enforced_spend_limit_reached"}}});
    let (_, end, asked) = ask("anthropic", vec![Reply::refusal(429, &spent)]).await;
    assert_eq!((end, asked), (Err(AiError::Status(429)), 1));
    let (_, end, asked) = ask("openai", vec![Reply::refusal(401, &json!({"error": {}}))]).await;
    assert_eq!((end, asked), (Err(AiError::Status(401)), 1));
}

#[tokio::test]
async fn an_error_in_the_middle_ends_the_answer_and_is_never_spliced() {
    let broken = anthropic(&[text_delta("Half. [F1]\n"), overloaded()]);
    let (text, end, asked) =
        ask("anthropic", vec![Reply::stream(&broken), Reply::stream(&anthropic_answer())]).await;
    assert_eq!((text.as_str(), end, asked), ("Half. [F1]\n", Err(AiError::Interrupted), 1));
    let half = chunk(&json!({"content": "Half."}), &Value::Null);
    let broken =
        format!("{half}data: {}\n\n", json!({"error": {"message": "x", "type": "server_error"}}));
    let (text, end, asked) = ask("openai", vec![Reply::stream(&broken)]).await;
    assert_eq!((text.as_str(), end, asked), ("Half.", Err(AiError::Interrupted), 1));
}

#[tokio::test]
async fn a_cut_stream_is_an_error_however_it_was_cut() {
    let half = anthropic(&[text_delta("Half. [F1]\n")]);
    for end in [End::Close, End::Break] {
        let (text, result, asked) = ask("anthropic", vec![Reply::stream(&half).ends(end)]).await;
        assert_eq!((text.as_str(), result, asked), ("Half. [F1]\n", Err(AiError::Interrupted), 1));
    }
    let half = chunk(&json!({"content": "Half."}), &Value::Null);
    let (_, result, _) = ask("openai", vec![Reply::stream(&half)]).await;
    assert_eq!(result, Err(AiError::Interrupted));
}

#[tokio::test]
async fn a_stream_cut_before_its_first_text_is_asked_for_again() {
    let head = anthropic(&[json!({"type": "message_start", "message": {}})]);
    let replies = vec![Reply::stream(&head).ends(End::Break), Reply::stream(&anthropic_answer())];
    let (text, end, asked) = ask("anthropic", replies).await;
    assert_eq!((text.as_str(), end, asked), (TEXT, Ok(()), 2));
}

#[tokio::test]
async fn a_web_page_with_status_200_is_no_answer() {
    let page = Reply::stream("<html>Sign in to the hotel's network</html>")
        .header("content-type", "text/html");
    let (_, end, asked) = ask("openai", vec![page]).await;
    assert_eq!((end, asked), (Err(AiError::NotAStream), 1));
}

#[tokio::test]
async fn data_that_is_no_json_is_refused() {
    let (_, end, _) =
        ask("openai", vec![Reply::stream("data: {\"choices\":[{\"delta\":\n\n")]).await;
    assert_eq!(end, Err(AiError::Garbled));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = server(vec![Reply::stream(&anthropic_answer())]).await;
    let moved =
        Reply::refusal(307, &json!({})).header("location", &format!("{}/v1/messages", target.base));
    let (_, end, _) = ask("anthropic", vec![moved]).await;
    assert_eq!((end, target.asked()), (Err(AiError::Status(307)), 0));
}

#[tokio::test]
async fn a_silent_provider_is_not_waited_for() {
    let silent = Reply::stream("").ends(End::Hang);
    let pings = anthropic(&[json!({"type": "ping"})]).repeat(40);
    let only_pings =
        Reply::stream(&pings).cut_into(33).after(Duration::from_millis(50)).ends(End::Hang);
    let stalls = Reply::stream(&anthropic(&[text_delta("Half.")])).ends(End::Hang);
    for (reply, text) in [(silent, ""), (only_pings, ""), (stalls, "Half.")] {
        let server = server(vec![reply]).await;
        let read = read(&server.with_patience("anthropic", SHORT)).await;
        assert_eq!(read, (text.to_owned(), Err(AiError::TooSlow)));
        assert_eq!(server.asked(), 1);
    }
}

#[tokio::test]
async fn an_unreachable_provider_is_tried_again_and_then_told() {
    let gone = Server { base: "http://127.0.0.1:9".to_owned(), asked: Arc::default() };
    assert_eq!(read(&gone.provider("openai")).await.1, Err(AiError::Unreachable));
}

#[tokio::test]
async fn an_answer_without_end_is_cut_at_its_limit() {
    let flood = anthropic(&[text_delta(&"word ".repeat(1000))]).repeat(20);
    let (text, end, _) = ask("anthropic", vec![Reply::stream(&flood)]).await;
    assert_eq!(end, Err(AiError::TooLarge));
    assert!(text.len() <= ANSWER_MAX_BYTES);
}

#[tokio::test]
async fn an_answer_without_text_is_an_error() {
    let stop = json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"}});
    let empty = anthropic(&[stop, json!({"type": "message_stop"})]);
    assert_eq!(ask("anthropic", vec![Reply::stream(&empty)]).await.1, Err(AiError::Empty));
    assert_eq!(ask("openai", vec![Reply::stream("data: [DONE]\n\n")]).await.1, Err(AiError::Empty));
}

/// Tells when the server lets go of a response, which it does when its client has gone.
struct LetGo(Arc<tokio::sync::Notify>);

impl Drop for LetGo {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

#[tokio::test]
async fn dropping_the_answer_closes_the_connection() {
    let gone = Arc::new(tokio::sync::Notify::new());
    let noticed = gone.clone();
    let router = Router::new().fallback(any(async move || {
        let held = LetGo(gone.clone());
        let half = anthropic(&[text_delta("Half.")]);
        let first = stream::once(async { Ok::<_, Infallible>(Bytes::from(half)) });
        let hang = stream::once(async move {
            let _held = held;
            std::future::pending().await
        });
        let body = Body::from_stream(first.chain(hang));
        Response::builder().header("content-type", "text/event-stream").body(body).unwrap()
    }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let provider = Server { base, asked: Arc::default() }.provider("anthropic");
    let mut answer = provider.answer(Question { system: String::new(), user: String::new() });
    assert_eq!(answer.next().await, Ok(Some("Half.".to_owned())));
    drop(answer);
    tokio::time::timeout(Duration::from_secs(5), noticed.notified()).await.unwrap();
}
