//! Starting, stopping, restarting, and time.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::types::AttributeValue;
use local::{Cloud, StartError};
use serde_json::json;

use crate::harness::{Sample, client, directory, examples, options, template};

#[tokio::test]
async fn a_taken_port_is_an_error() {
    let sample = Sample::start().await;
    let port = sample.cloud().url().rsplit(':').next().unwrap().parse().unwrap();
    let mut second = options(directory());
    second.port = port;
    let refused = Cloud::start(second).await.unwrap_err();
    assert!(matches!(refused, StartError::PortTaken(taken) if taken == port), "{refused}");
}

#[tokio::test]
async fn data_in_use_and_missing_binaries_are_errors() {
    let sample = Sample::start().await;
    let refused = Cloud::start(options(sample.data.clone())).await.unwrap_err();
    assert!(matches!(refused, StartError::DataInUse(_)), "{refused}");
    let mut unbuilt = options(directory());
    unbuilt.binaries = directory();
    let refused = Cloud::start(unbuilt).await.unwrap_err();
    assert!(matches!(refused, StartError::MissingBinary(_)), "{refused}");
}

#[tokio::test]
async fn all_state_survives_a_restart() {
    let data = directory();
    let first = Sample::with(options(data.clone())).await;
    assert_eq!(first.deed("put").await, json!({"put": "done"}));
    let secret = secret(&first).await;
    let kms = client!(&first, "KMS", aws_sdk_kms);
    let text = aws_sdk_kms::primitives::Blob::new("text");
    let sealed = kms.encrypt().key_id("WrapKey").plaintext(text.clone()).send().await.unwrap();
    first.post("/_local/clock", json!({"advance_seconds": 86_400})).await;
    first.stop_keeping_data().await;

    let second = Sample::with(options(data)).await;
    let dynamodb = client!(&second, "DYNAMODB", aws_sdk_dynamodb);
    let found = dynamodb.scan().table_name("ThingsTable").send().await.unwrap();
    assert_eq!(found.count(), 1);
    assert_eq!(self::secret(&second).await, secret);
    let kms = client!(&second, "KMS", aws_sdk_kms);
    let opened = kms.decrypt().ciphertext_blob(sealed.ciphertext_blob().unwrap().clone());
    assert_eq!(opened.send().await.unwrap().plaintext(), Some(&text));
    assert_eq!(second.get_json("/_local/clock").await["offset_seconds"], 86_400);
}

async fn secret(sample: &Sample) -> String {
    let secrets = client!(sample, "SECRETS_MANAGER", aws_sdk_secretsmanager);
    let got = secrets.get_secret_value().secret_id("EdgeSecret").send().await.unwrap();
    got.secret_string().unwrap().to_owned()
}

#[tokio::test]
async fn data_of_a_template_with_other_keys_is_refused() {
    let data = directory();
    Sample::with(options(data.clone())).await.stop_keeping_data().await;
    let text = std::fs::read_to_string(template()).unwrap();
    let changed = text.replace("AttributeName: sk", "AttributeName: other");
    let mut second = options(data.clone());
    second.template = data.join("changed.yaml");
    std::fs::write(&second.template, changed).unwrap();
    let refused = Cloud::start(second).await.unwrap_err();
    assert!(refused.to_string().contains("ThingsTable was made by"), "{refused}");
    Sample::with(options(data)).await.stop().await;
}

#[tokio::test]
async fn secrets_and_keys_are_for_their_owner_only() {
    let sample = Sample::start().await;
    for (name, expected) in [("secrets.json", 0o600), ("keys.json", 0o600), ("mail", 0o700)] {
        let mode = std::fs::metadata(sample.data.join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, expected, "{name}");
    }
}

#[tokio::test]
async fn the_clock_moves_for_functions_and_schedules_at_once() {
    let sample = Sample::start().await;
    let before = sample.get_json("/api/echo/x").await["time"].as_i64().unwrap();
    let moved = sample.post("/_local/clock", json!({"advance_seconds": 2_592_000})).await;
    assert_eq!(moved.status(), 200);
    let after = sample.get_json("/api/echo/x").await["time"].as_i64().unwrap();
    assert!((2_592_000_000..2_592_060_000).contains(&(after - before)), "{before} {after}");
    sample.logged("TickFunction", "tick {\"time\":\"2").await;
    let set = sample.post("/_local/clock", json!({"now": "2033-01-01T00:00:00Z"})).await;
    let set: serde_json::Value = set.json().await.unwrap();
    assert!(set["now"].as_str().unwrap().starts_with("2033-01-01T00:00:0"), "{set}");
    assert_eq!(sample.post("/_local/clock", json!({"advance": 1})).await.status(), 400);
}

#[tokio::test]
async fn a_schedule_is_invoked_on_request_with_the_time_of_its_event() {
    let sample = Sample::start().await;
    sample.post("/_local/clock", json!({"now": "2030-02-03T04:05:06Z"})).await;
    let invoked = sample.http.post(sample.url("/_local/invoke/TickFunction")).send().await.unwrap();
    let answer: serde_json::Value = invoked.json().await.unwrap();
    assert!(answer["time"].as_str().unwrap().starts_with("2030-02-03T04:05:"), "{answer}");
}

#[tokio::test]
async fn expired_items_go_when_the_clock_has_passed_them_by_an_hour() {
    let sample = Sample::start().await;
    let dynamodb = client!(&sample, "DYNAMODB", aws_sdk_dynamodb);
    let in_an_hour = jiff_seconds() + 3_600;
    for (sk, expiry) in [("goes", in_an_hour), ("stays", in_an_hour + 864_000)] {
        let put = dynamodb.put_item().table_name("ThingsTable");
        let put = put.item("pk", AttributeValue::S("p".into()));
        let put = put.item("sk", AttributeValue::S(sk.into()));
        put.item("expires_at", AttributeValue::N(expiry.to_string())).send().await.unwrap();
    }
    sample.post("/_local/clock", json!({"advance_seconds": 3 * 3_600})).await;
    let started = Instant::now();
    loop {
        let left = dynamodb.scan().table_name("ThingsTable").send().await.unwrap();
        let left: Vec<_> =
            left.items().iter().map(|item| item["sk"].as_s().unwrap().clone()).collect();
        if left == ["stays"] {
            return;
        }
        assert!(started.elapsed() < Duration::from_secs(5), "{left:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn jiff_seconds() -> i64 {
    jiff::Timestamp::now().as_second()
}

#[tokio::test]
async fn stopping_ends_every_process() {
    let sample = Sample::start().await;
    let pid = sample.deed("pid").await["pid"].as_u64().unwrap();
    assert!(alive(pid));
    sample.stop().await;
    assert!(!alive(pid));
}

#[tokio::test]
#[cfg(target_os = "linux")]
async fn processes_die_with_a_killed_machine_and_its_data_is_whole() {
    let data = directory();
    let mut host = Command::new(examples().join("host"))
        .args([template(), examples(), data.clone()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut url = String::new();
    BufReader::new(host.stdout.take().unwrap()).read_line(&mut url).unwrap();
    let post = |deed: &str| {
        let request = reqwest::Client::new().post(format!("{}/api/do/{deed}", url.trim()));
        async { request.send().await.unwrap().json::<serde_json::Value>().await.unwrap() }
    };
    assert_eq!(post("put").await["put"], "done");
    let pid = post("pid").await["pid"].as_u64().unwrap();
    host.kill().unwrap();
    host.wait().unwrap();
    let started = Instant::now();
    while alive(pid) {
        assert!(started.elapsed() < Duration::from_secs(2), "the process outlived its machine");
        std::thread::sleep(Duration::from_millis(5));
    }
    let again = Sample::with(options(data)).await;
    let dynamodb = client!(&again, "DYNAMODB", aws_sdk_dynamodb);
    assert_eq!(dynamodb.scan().table_name("ThingsTable").send().await.unwrap().count(), 1);
}

/// Whether a process exists and is more than a zombie.
fn alive(pid: u64) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    status
        .rsplit(')')
        .next()
        .is_some_and(|rest| !rest.trim().is_empty() && !rest.trim().starts_with('Z'))
}
