//! A cloud of the sample stack in a directory of its own.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use local::{Cloud, Options};
use reqwest::Client;
use serde_json::{Value, json};

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// Directory of the examples that cargo built beside this test.
pub(crate) fn examples() -> PathBuf {
    let exe = std::env::current_exe().unwrap();
    let target = exe.parent().and_then(|deps| deps.parent()).unwrap();
    let examples = target.join("examples");
    assert!(examples.join("sample").is_file(), "run `cargo build -p local --examples` first");
    examples
}

pub(crate) fn template() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample.yaml"))
}

/// A fresh directory below the system's temporary one.
pub(crate) fn directory() -> PathBuf {
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("local-test-{}-{number}", std::process::id()));
    drop(std::fs::remove_dir_all(&path));
    std::fs::create_dir_all(&path).unwrap();
    path
}

pub(crate) fn options(data: PathBuf) -> Options {
    Options {
        template: template(),
        binaries: examples(),
        site: None,
        data,
        port: 0,
        faults: true,
        environment: BTreeMap::from([("Greeting".to_owned(), "from {origin}".to_owned())]),
        secrets: BTreeMap::new(),
    }
}

/// A running cloud with a client for it; its directory goes when it is dropped.
pub(crate) struct Sample {
    cloud: Option<Cloud>,
    pub(crate) http: Client,
    pub(crate) data: PathBuf,
    keep: bool,
}

impl Drop for Sample {
    fn drop(&mut self) {
        if !self.keep {
            drop(std::fs::remove_dir_all(&self.data));
        }
    }
}

impl Sample {
    pub(crate) async fn start() -> Self {
        Self::with(options(directory())).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let data = options.data.clone();
        let cloud = Some(Cloud::start(options).await.unwrap());
        Self { cloud, http: Client::new(), data, keep: false }
    }

    pub(crate) fn cloud(&self) -> &Cloud {
        self.cloud.as_ref().unwrap()
    }

    pub(crate) async fn stop(mut self) {
        self.cloud.take().unwrap().stop().await;
    }

    /// Stops it and leaves its data for another run.
    pub(crate) async fn stop_keeping_data(mut self) {
        self.keep = true;
        self.stop().await;
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.cloud().url())
    }

    pub(crate) async fn get(&self, path: &str) -> reqwest::Response {
        self.http.get(self.url(path)).send().await.unwrap()
    }

    pub(crate) async fn get_json(&self, path: &str) -> Value {
        self.get(path).await.json().await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> reqwest::Response {
        self.http.post(self.url(path)).json(&body).send().await.unwrap()
    }

    /// `POST /api/do/DEED`, and the JSON it answers.
    pub(crate) async fn deed(&self, deed: &str) -> Value {
        self.post(&format!("/api/do/{deed}"), json!({})).await.json().await.unwrap()
    }

    /// Waits until a function's log has a line that contains `text`.
    pub(crate) async fn logged(&self, function: &str, text: &str) {
        let started = Instant::now();
        loop {
            let lines = self.get_json(&format!("/_local/logs.json?function={function}")).await;
            let found = lines
                .as_array()
                .unwrap()
                .iter()
                .any(|line| line["message"].as_str().unwrap().contains(text));
            if found {
                return;
            }
            assert!(started.elapsed() < Duration::from_secs(10), "{text} not in {lines}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Configuration of an AWS client with the operator's rights.
    pub(crate) fn operator(&self) -> BTreeMap<String, String> {
        self.cloud().operator_environment().clone()
    }
}

/// What an SDK's builder needs to reach one service.
pub(crate) struct Access {
    pub(crate) endpoint: String,
    pub(crate) key: String,
}

impl Access {
    pub(crate) fn to(sample: &Sample, service: &str) -> Self {
        let operator = sample.operator();
        Self {
            endpoint: operator[&format!("AWS_ENDPOINT_URL_{service}")].clone(),
            key: operator["AWS_ACCESS_KEY_ID"].clone(),
        }
    }
}

/// A client of one service with the operator's rights and no retries.
macro_rules! client {
    ($sample:expr, $service:literal, $sdk:ident) => {{
        let access = $crate::harness::Access::to($sample, $service);
        let config = $sdk::config::Builder::new()
            .behavior_version($sdk::config::BehaviorVersion::latest())
            .region($sdk::config::Region::new("us-east-1"))
            .endpoint_url(access.endpoint)
            .retry_config($sdk::config::retry::RetryConfig::disabled())
            .credentials_provider($sdk::config::Credentials::new(
                access.key, "none", None, None, "test",
            ));
        $sdk::Client::from_conf(config.build())
    }};
}
pub(crate) use client;
