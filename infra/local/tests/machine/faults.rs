//! Faults on request.

use futures_util::StreamExt;
use serde_json::json;

use crate::harness::{Sample, client, directory, options};

#[tokio::test]
async fn a_throttled_service_refuses_as_often_as_asked() {
    let sample = Sample::start().await;
    let rule = json!({"service": "dynamodb", "operation": "PutItem", "times": 1,
                      "strike": {"error": {"code": "ThrottlingException"}}});
    assert_eq!(sample.post("/_local/faults", rule).await.status(), 200);
    assert_ne!(sample.deed("put").await, json!({"put": "done"}));
    assert_eq!(sample.deed("put").await, json!({"put": "done"}));
    let rules = sample.get_json("/_local/faults").await;
    assert_eq!(rules[0]["matched"], 2);
}

#[tokio::test]
async fn a_function_killed_after_its_write_has_written() {
    let sample = Sample::start().await;
    let rule = json!({"function": "PlainFunction", "operation": "write", "strike": "kill_after", "times": 1});
    sample.post("/_local/faults", rule).await;
    assert_eq!(sample.post("/api/do/put", json!({})).await.status(), 502);
    let dynamodb = client!(&sample, "DYNAMODB", aws_sdk_dynamodb);
    assert_eq!(dynamodb.scan().table_name("ThingsTable").send().await.unwrap().count(), 1);
    assert_eq!(sample.deed("put").await, json!({"put": "done"}));
}

#[tokio::test]
async fn a_function_killed_before_its_write_has_not_written() {
    let sample = Sample::start().await;
    let rule = json!({"operation": "write", "strike": "kill_before", "times": 1});
    sample.post("/_local/faults", rule).await;
    assert_eq!(sample.post("/api/do/put", json!({})).await.status(), 502);
    let dynamodb = client!(&sample, "DYNAMODB", aws_sdk_dynamodb);
    assert_eq!(dynamodb.scan().table_name("ThingsTable").send().await.unwrap().count(), 0);
}

#[tokio::test]
async fn a_cut_stream_breaks_off_at_the_viewer() {
    let sample = Sample::start().await;
    let cut = json!({"cut_stream": "StreamFunction", "after_chunks": 2});
    assert_eq!(sample.post("/_local/faults", cut).await.status(), 200);
    let pieces: Vec<_> = sample.get("/stream/numbers").await.bytes_stream().collect().await;
    assert!(pieces.last().unwrap().is_err(), "the end must not look like one");
    let whole = sample.get("/stream/numbers").await.bytes().await.unwrap();
    assert_eq!(whole, "1\n2\n3\n4\n5\n", "only the next stream is cut");
}

#[tokio::test]
async fn faults_do_not_exist_unless_enabled() {
    let mut options = options(directory());
    options.faults = false;
    let sample = Sample::with(options).await;
    let rule = json!({"strike": "cut"});
    assert_eq!(sample.post("/_local/faults", rule).await.status(), 404);
    assert_eq!(sample.deed("put").await, json!({"put": "done"}));
}
