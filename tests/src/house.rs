//! One whole Luma for one test: the real binaries on the one-machine cloud, its own data folder, its own clock.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use local::Cloud;
use luma::build::{self, Profile};
use luma::client::Client;
use luma::cloud::{self, Place};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::clinician::Clinician;

static BUILT: OnceCell<()> = OnceCell::const_new();
static HOUSES: AtomicUsize = AtomicUsize::new(0);

/// A running Luma; its data goes when it is dropped.
#[derive(Debug)]
pub struct House {
    cloud: Option<Cloud>,
    data: PathBuf,
    url: String,
}

impl House {
    /// Starts a fresh one, building the functions first if they are not up to date.
    pub async fn start() -> Self {
        Self::open(Self::ground().await).await
    }

    /// Starts a fresh one that drafts with a provider: the value of its AI secret.
    pub async fn start_with(provider: &Value) -> Self {
        let data = Self::ground().await;
        std::fs::write(data.join("ai.json"), provider.to_string()).expect("a file");
        Self::open(data).await
    }

    /// An empty folder for state, once the functions are built.
    async fn ground() -> PathBuf {
        BUILT
            .get_or_init(|| async {
                drop(build::functions(Profile::Dev).await.expect("the functions build"));
            })
            .await;
        let number = HOUSES.fetch_add(1, Ordering::Relaxed);
        let data = std::env::temp_dir().join(format!("luma-test-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&data).expect("a folder for state");
        data
    }

    async fn open(data: PathBuf) -> Self {
        let place = Place {
            data: data.clone(),
            port: None,
            profile: Profile::Dev,
            site: None,
            faults: true,
        };
        let cloud = cloud::start(place).await.expect("the cloud starts");
        Self { url: cloud.url().to_owned(), cloud: Some(cloud), data }
    }

    /// Stops everything and starts it again over the same data.
    pub async fn restart(mut self) -> Self {
        self.close().await;
        let data = std::mem::take(&mut self.data);
        Self::open(data).await
    }

    async fn close(&mut self) {
        if let Some(cloud) = self.cloud.take() {
            cloud.stop().await;
        }
    }

    /// The cloud's own credentials and endpoints, with every right.
    pub(crate) fn operator(&self, variable: &str) -> String {
        let cloud = self.cloud.as_ref().expect("a running cloud");
        cloud
            .operator_environment()
            .get(variable)
            .cloned()
            .unwrap_or_else(|| panic!("{variable} is not set"))
    }

    /// Stops everything and leaves the data for a look at the raw files.
    pub async fn stop(&mut self) {
        self.close().await;
    }

    /// Where the edge listens.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The folder that holds all state.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// A browser that nobody has signed in with.
    pub fn browser(&self) -> Client {
        Client::new(&self.url).expect("a client")
    }

    /// Someone who has signed up, confirmed the address and signed in.
    pub async fn clinician(&self, email: &str) -> Clinician {
        let clinician = Clinician::new(self.browser(), email);
        clinician.client.sign_up(email, clinician.password).await.expect("sign up");
        clinician.client.sign_in(email, clinician.password).await.expect("sign in");
        clinician
    }

    /// Moves the edge's clock forward.
    pub async fn advance(&self, seconds: i64) {
        let answer = self
            .browser()
            .post("/_local/clock", &json!({ "advance_seconds": seconds }))
            .await
            .expect("the clock");
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    /// Moves the edge's clock forward by whole days.
    pub async fn advance_days(&self, days: i64) {
        self.advance(days * 24 * 3_600).await;
    }

    /// The time at the edge.
    pub async fn now(&self) -> jiff::Timestamp {
        let clock = self.browser().get("/_local/clock").await.expect("the clock").json();
        clock["now"].as_str().expect("a time").parse().expect("RFC 3339")
    }

    /// Runs the retention sweep as its schedule would.
    pub async fn sweep(&self) -> Value {
        let request =
            self.browser().request(reqwest::Method::POST, "/_local/invoke/retention-purge");
        let answer = self.browser().send(request).await.expect("the sweep answers");
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// Every line that any function has logged.
    pub async fn logs(&self) -> String {
        self.browser().get("/_local/logs.json").await.expect("the logs").text()
    }

    /// The newest mail to an address; null when there is none.
    pub async fn mail(&self, email: &str) -> Value {
        let inbox = self.inbox().await;
        inbox.into_iter().find(|mail| mail["to"].to_string().contains(email)).unwrap_or_default()
    }

    /// Every mail that was sent, newest first.
    pub async fn inbox(&self) -> Vec<Value> {
        let inbox = self.browser().get("/_local/inbox.json").await.expect("the inbox").json();
        inbox.as_array().expect("a list").clone()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if !self.data.as_os_str().is_empty() {
            // A left-over folder is no reason to fail a test.
            let _ = std::fs::remove_dir_all(&self.data);
        }
    }
}
