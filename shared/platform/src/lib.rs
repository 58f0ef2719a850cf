//! What every function stands on: http, sessions, stores, vault, mail, secrets. The only crate that knows AWS.
//!
//! A function opens a [`Platform`] once per cold start, makes the stores that it may touch, and hands a handler to
//! [`http::serve`].
#![forbid(unsafe_code)]

pub mod ai;
mod aws;
pub mod config;
pub mod http;
pub mod ids;
pub mod log;
pub mod mail;
mod metrics;
pub mod password;
pub mod schedule;
pub mod secrets;
pub mod stripe;
pub mod tables;
pub mod vault;

use std::sync::Arc;

pub use aws::Aws;
use config::{Config, ConfigRefused};
use ids::{Ids, OsIds};
use secrets::Secrets;

/// Everything that is opened once per cold start.
#[derive(Debug, Clone)]
pub struct Platform {
    /// What the environment says.
    pub config: Config,
    /// The cloud's doors.
    pub aws: Aws,
    /// Randomness.
    pub ids: Arc<dyn Ids>,
    /// Secrets, remembered for minutes.
    pub secrets: Secrets,
}

impl Platform {
    /// Reads the configuration and opens the clients; nothing is called yet.
    ///
    /// # Errors
    /// [`ConfigRefused`] names the variable that is missing or malformed.
    pub async fn open() -> Result<Self, ConfigRefused> {
        let config = Config::load()?;
        let aws = Aws::connect().await;
        let secrets = Secrets::open(&aws);
        Ok(Self { config, aws, ids: Arc::new(OsIds), secrets })
    }
}
