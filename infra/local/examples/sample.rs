//! The function that the crate's own tests play: it echoes, streams, sleeps, dies and calls AWS.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use lambda_http::http::Method;
use lambda_http::{Body, Error, Request, RequestExt, Response, service_fn};
use lambda_runtime::LambdaEvent;
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), Error> {
    match env("MODE").as_str() {
        "stream" => lambda_http::run_with_streaming_response(service_fn(stream)).await,
        "tick" => lambda_runtime::run(service_fn(tick)).await,
        _ => lambda_http::run(service_fn(plain)).await,
    }
}

#[expect(clippy::disallowed_methods, reason = "a sample has no configuration of its own")]
fn env(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

#[expect(clippy::print_stdout, reason = "what a function prints is its log")]
async fn plain(request: Request) -> Result<Response<Body>, Error> {
    let path = request.raw_http_path().to_owned();
    println!("asked for {path}");
    match path.trim_start_matches("/api/do/") {
        "crash" => std::process::abort(),
        "fail" => Err(Error::from("no")),
        "sleep" => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            Ok(Response::new(Body::Empty))
        }
        "put" => answer(&json!({ "put": put().await })),
        "delete" => answer(&json!({ "delete": delete().await })),
        "pid" => answer(&json!({ "pid": std::process::id() })),
        "hold" => {
            tokio::time::sleep(Duration::from_millis(300)).await;
            answer(&json!({ "pid": std::process::id() }))
        }
        _ => echo(&request),
    }
}

/// Tells what of the request arrived.
fn echo(request: &Request) -> Result<Response<Body>, Error> {
    let headers: Value = request
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into()))
        .collect::<serde_json::Map<String, Value>>()
        .into();
    let context = serde_json::to_value(request.request_context())?;
    let body = json!({
        "method": request.method().as_str(),
        "head": request.method() == Method::HEAD,
        "headers": headers,
        "word": request.path_parameters().first("word"),
        "query": request.query_string_parameters().first("q"),
        "time": context.pointer("/timeEpoch"),
        "body": String::from_utf8_lossy(request.body().as_ref()),
        "greeting": env("GREETING"),
        "home": env("HOME"),
    });
    let mut response = answer(&body)?;
    for cookie in ["a=1; Path=/", "b=2; Path=/"] {
        response.headers_mut().append("set-cookie", cookie.parse()?);
    }
    response.headers_mut().insert("x-internal", "secret".parse()?);
    Ok(response)
}

fn answer(body: &Value) -> Result<Response<Body>, Error> {
    let response = Response::builder().header("content-type", "application/json");
    Ok(response.body(Body::from(body.to_string()))?)
}

async fn client() -> aws_sdk_dynamodb::Client {
    let config = aws_config::load_from_env().await;
    let retries = aws_sdk_dynamodb::config::retry::RetryConfig::disabled();
    let config = aws_sdk_dynamodb::config::Builder::from(&config).retry_config(retries);
    aws_sdk_dynamodb::Client::from_conf(config.build())
}

async fn put() -> String {
    let put = client().await.put_item().table_name(env("THINGS_TABLE"));
    let put =
        put.item("pk", AttributeValue::S("a".into())).item("sk", AttributeValue::S("b".into()));
    outcome(put.send().await.map_err(|fault| fault.into_service_error().to_string()))
}

async fn delete() -> String {
    let delete = client().await.delete_item().table_name(env("THINGS_TABLE"));
    let delete = delete.key("pk", AttributeValue::S("a".into()));
    let delete = delete.key("sk", AttributeValue::S("b".into()));
    let sent = delete.send().await;
    outcome(sent.map_err(|fault| {
        use aws_sdk_dynamodb::error::ProvideErrorMetadata;
        fault.code().unwrap_or("none").to_owned()
    }))
}

fn outcome<T>(result: Result<T, String>) -> String {
    result.map_or_else(|fault| fault, |_| "done".to_owned())
}

/// Five numbers, 100 ms apart; `?upto=n` for more.
#[expect(clippy::print_stdout, reason = "what a function prints is its log")]
async fn stream(request: Request) -> Result<Response<axum::body::Body>, Error> {
    let upto = request.query_string_parameters().first("upto").and_then(|n| n.parse().ok());
    let upto: u32 = upto.unwrap_or(5);
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        for number in 1..=upto {
            if sender.send(Ok::<_, std::io::Error>(format!("{number}\n"))).await.is_err() {
                println!("the reader left at {number}");
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    });
    let body = tokio_stream::wrappers::ReceiverStream::new(receiver);
    let body = axum::body::Body::from_stream(body);
    Ok(Response::builder().status(201).header("content-type", "text/plain").body(body)?)
}

#[expect(clippy::print_stdout, reason = "what a function prints is its log")]
async fn tick(event: LambdaEvent<Value>) -> Result<Value, Error> {
    println!("tick {}", event.payload);
    Ok(event.payload)
}
