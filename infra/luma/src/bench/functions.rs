//! `cargo luma bench functions`: what a function costs. Size of its binary, process start to first answer, answer of a
//! warm process; and how soon everything serves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use luma::build::{self, Profile};
use luma::client::Client;
use luma::cloud::{self, Place};
use luma::failure::Failure;
use luma::{steps, workspace};
use reqwest::Method;
use tokio::process::Command;

use super::peer;

/// Enough for a median that one slow start does not move.
const ROUNDS: usize = 5;
/// Warm requests of a round.
const REQUESTS: usize = 50;

/// How to measure.
#[derive(Debug, Args)]
pub(crate) struct Functions {
    /// Fresh starts of everything; each gives one cold start per function
    #[arg(long, default_value_t = ROUNDS)]
    rounds: usize,
    /// Warm requests per function and round
    #[arg(long, default_value_t = REQUESTS)]
    requests: usize,
}

impl Default for Functions {
    fn default() -> Self {
        Self { rounds: ROUNDS, requests: REQUESTS }
    }
}

/// A request that each function answers without a session: what is timed is the process, not the work.
const PROBES: [(&str, &str, &str); 11] = [
    ("account", "GET", "/api/account"),
    ("delete", "DELETE", "/api/cases/none"),
    ("documents", "GET", "/api/cases/none/documents"),
    ("export", "GET", "/stream/export/account"),
    ("generate", "POST", "/stream/draft"),
    ("intake", "GET", "/api/cases"),
    ("retention-purge", "POST", "/_local/invoke/retention-purge"),
    ("session", "POST", "/api/session/refresh"),
    ("signup", "POST", "/api/signup/verify"),
    ("stripe-webhook", "POST", "/api/stripe/webhook"),
    ("support", "POST", "/api/support"),
];

#[derive(Debug, Default)]
struct Times {
    cold: Vec<Duration>,
    warm: Vec<Duration>,
}

impl Times {
    /// Cold and warm, in milliseconds.
    fn medians(&mut self) -> (f64, f64) {
        (median(&mut self.cold), median(&mut self.warm))
    }
}

impl Functions {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        if cfg!(debug_assertions) {
            return self.measured_by_release().await;
        }
        let binaries = build::binaries(Profile::Release);
        let mut ready = Vec::new();
        let mut times: BTreeMap<&str, Times> = BTreeMap::new();
        let mut peer = Times::default();
        for _ in 0..self.rounds {
            ready.push(self.round(&mut times).await?);
            let (cold, warm) = peer::round(self.requests).await?;
            peer.cold.push(cold);
            peer.warm.extend(warm);
        }
        let (peer_cold, peer_warm) = peer.medians();
        println!(
            "{:<22} {:>6} {:>9} {:>7} {:>9} {:>7}",
            "function", "MB", "cold ms", "ratio", "warm ms", "ratio"
        );
        for (function, mut measured) in times {
            let size = megabytes(&binaries.join(function))?;
            let (cold, warm) = measured.medians();
            let (colder, warmer) = (cold / peer_cold, warm / peer_warm);
            println!(
                "{function:<22} {size:>6.1} {cold:>9.1} {colder:>7.2} {warm:>9.2} {warmer:>7.2}"
            );
        }
        println!(
            "{:<22} {:>6} {peer_cold:>9.1} {:>7.2} {peer_warm:>9.2} {:>7.2}",
            "least on Node.js", "", 1.0, 1.0
        );
        println!(
            "\nmedians of {} fresh starts; everything started and ready in {:.1} ms",
            self.rounds,
            median(&mut ready)
        );
        Ok(())
    }

    /// Builds everything as deployed and lets that build measure itself: an unoptimised edge would be part of every figure.
    async fn measured_by_release(&self) -> Result<(), Failure> {
        let binaries = build::functions(Profile::Release).await?;
        let mut luma = Command::new(binaries.join("luma"));
        luma.args(["bench", "functions"]);
        luma.args(["--rounds", &self.rounds.to_string()]);
        luma.args(["--requests", &self.requests.to_string()]);
        super::printed(luma).await
    }

    async fn round(&self, times: &mut BTreeMap<&'static str, Times>) -> Result<Duration, Failure> {
        let data = steps::ephemeral()?;
        let place = Place {
            data: data.clone(),
            port: None,
            profile: Profile::Release,
            site: Some(workspace::site()),
            faults: false,
        };
        let start = Instant::now();
        let cloud = cloud::start(place).await?;
        let ready = start.elapsed();
        let client = Client::new(cloud.url())?;
        client.get("/_local/clock").await?;
        for (function, method, path) in PROBES {
            let measured = times.entry(function).or_default();
            measured.cold.push(probe(&client, method, path).await?);
            for _ in 0..self.requests {
                measured.warm.push(probe(&client, method, path).await?);
            }
        }
        cloud.stop().await;
        std::fs::remove_dir_all(&data).map_err(Failure::file(data))?;
        Ok(ready)
    }
}

/// Times one request.
pub(super) async fn probe(client: &Client, method: &str, path: &str) -> Result<Duration, Failure> {
    let method = Method::from_bytes(method.as_bytes()).unwrap_or(Method::GET);
    let request = client.request(method.clone(), path);
    let invoked = path.starts_with("/_local/");
    let request = if method == Method::POST && !invoked {
        request.json(&serde_json::json!({}))
    } else {
        request
    };
    let start = Instant::now();
    let answer = client.send(request).await?;
    let took = start.elapsed();
    if answer.status >= 500 {
        return Err(Failure::Unexpected(format!("{path} answered {}", answer.status)));
    }
    Ok(took)
}

/// The middle one, in milliseconds.
fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(f64::NAN, |middle| middle.as_secs_f64() * 1_000.0)
}

fn megabytes(file: &Path) -> Result<f64, Failure> {
    let bytes = file.metadata().map_err(Failure::file(PathBuf::from(file)))?.len();
    let kilobytes = u32::try_from(bytes / 1_000).unwrap_or(u32::MAX);
    Ok(f64::from(kilobytes) / 1_000.0)
}
