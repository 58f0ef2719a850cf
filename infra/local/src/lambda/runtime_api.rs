//! The Lambda Runtime API, one listener per process.
//!
//! Source: AWS, "Using the Lambda runtime API for custom runtimes" (version 2018-06-01).

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, BodyDataStream, to_bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::routing::{get, post};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use serde_json::Value;
use tokio::sync::mpsc;

use super::instance::Instance;
use super::{Answer, Failure, LARGEST_PAYLOAD};
use crate::template::{ACCOUNT, REGION};

/// Ends the JSON prelude of a streamed answer.
const PRELUDE_END: [u8; 8] = [0; 8];
/// Largest prelude, in bytes.
const LARGEST_PRELUDE: usize = 64 * 1024;
/// How the Rust runtime marks, inside the body, a stream that failed.
const STREAM_ERROR: &[u8] = b"Lambda-Runtime-Function-Error-Type:";

pub(super) fn router(instance: Arc<Instance>) -> Router {
    Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route("/2018-06-01/runtime/invocation/{id}/response", post(response))
        .route("/2018-06-01/runtime/invocation/{id}/error", post(error))
        .route("/2018-06-01/runtime/init/error", post(init_error))
        .layer(axum::extract::DefaultBodyLimit::disable())
        .with_state(instance)
}

async fn next(State(instance): State<Arc<Instance>>) -> Response<Body> {
    let work = instance.next().await;
    let arn = format!("arn:aws:lambda:{REGION}:{ACCOUNT}:function:{}", instance.function.spec.name);
    let mut response = Response::new(Body::from(work.event));
    let headers = [
        ("lambda-runtime-aws-request-id", work.id),
        ("lambda-runtime-deadline-ms", work.deadline_ms.to_string()),
        ("lambda-runtime-invoked-function-arn", arn),
        ("content-type", "application/json".to_owned()),
    ];
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

async fn response(
    State(instance): State<Arc<Instance>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response<Body> {
    let mode = headers.get("lambda-runtime-function-response-mode");
    if mode.is_some_and(|mode| mode.as_bytes().eq_ignore_ascii_case(b"streaming")) {
        return stream(&instance, &id, body.into_data_stream()).await;
    }
    // A body that breaks off means a process that is ending: its end fails the event.
    let Ok(bytes) = to_bytes(body, LARGEST_PAYLOAD).await else {
        instance.answer(&id, Err(function_error("Function.ResponseSizeTooLarge")));
        return status(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge");
    };
    accepted(instance.answer(&id, Ok(Answer::Buffered(bytes))))
}

async fn error(
    State(instance): State<Arc<Instance>>,
    Path(id): Path<String>,
    body: Bytes,
) -> Response<Body> {
    instance.function.log(format!("Invocation failed: {}", error_type(&body)));
    accepted(instance.answer(&id, Err(Failure::Function(body))))
}

async fn init_error(State(instance): State<Arc<Instance>>, body: Bytes) -> Response<Body> {
    instance.function.log(format!("Initialisation failed: {}", error_type(&body)));
    accepted(true)
}

/// Passes a streamed answer on as it comes. When its caller leaves, the unread rest tells the
/// process so: the connection closes and its next write fails.
async fn stream(instance: &Instance, id: &str, mut body: BodyDataStream) -> Response<Body> {
    let Some((prelude, first)) = read_prelude(&mut body).await else {
        return accepted(instance.answer(id, Err(function_error("Runtime.InvalidStreamPrelude"))));
    };
    let Some((reply, busy)) = instance.finish(id) else { return accepted(false) };
    let (chunks, receiver) = mpsc::channel(16);
    let cut_after = instance.function.take_cut();
    if reply.send(Ok(Answer::Streamed { prelude, body: receiver })).is_ok() {
        forward(instance, first, &mut body, &chunks, cut_after).await;
    }
    drop(busy);
    instance.rest();
    accepted(true)
}

async fn forward(
    instance: &Instance,
    first: Bytes,
    body: &mut BodyDataStream,
    chunks: &mpsc::Sender<Result<Bytes, std::io::Error>>,
    cut_after: Option<usize>,
) {
    let mut sent = 0;
    let mut pending = (!first.is_empty()).then_some(first);
    loop {
        let chunk = match pending.take() {
            Some(first) => Ok(first),
            None => match body.next().await {
                Some(chunk) => chunk.map_err(std::io::Error::other),
                None => return,
            },
        };
        let failed = match &chunk {
            Ok(bytes) => bytes.starts_with(STREAM_ERROR),
            Err(_) => true,
        };
        if failed || cut_after.is_some_and(|most| sent >= most) {
            instance.function.log("Stream cut before its end");
            drop(chunks.send(Err(std::io::Error::other("the stream was cut"))).await);
            return;
        }
        if chunks.send(chunk).await.is_err() {
            return;
        }
        sent += 1;
    }
}

/// Status and headers before the eight zero bytes, and what of the body came with them.
async fn read_prelude(
    body: &mut BodyDataStream,
) -> Option<(serde_json::Map<String, Value>, Bytes)> {
    let mut read = BytesMut::new();
    loop {
        let end = read.windows(PRELUDE_END.len()).position(|window| window == PRELUDE_END);
        if let Some(end) = end {
            let prelude = read.split_to(end);
            let rest = read.split_off(PRELUDE_END.len()).freeze();
            return Some((serde_json::from_slice(&prelude).ok()?, rest));
        }
        if read.len() > LARGEST_PRELUDE {
            return None;
        }
        read.extend_from_slice(&body.next().await?.ok()?);
    }
}

fn error_type(body: &[u8]) -> String {
    let described: Option<Value> = serde_json::from_slice(body).ok();
    let kind = described.as_ref().and_then(|error| error.get("errorType")?.as_str());
    kind.unwrap_or("unknown").to_owned()
}

fn function_error(kind: &str) -> Failure {
    Failure::Function(Bytes::from(format!(r#"{{"errorType":"{kind}"}}"#)))
}

fn accepted(known: bool) -> Response<Body> {
    if known {
        status(StatusCode::ACCEPTED, "OK")
    } else {
        status(StatusCode::BAD_REQUEST, "InvalidRequestID")
    }
}

fn status(code: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(format!(r#"{{"status":"{text}"}}"#)));
    *response.status_mut() = code;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}
