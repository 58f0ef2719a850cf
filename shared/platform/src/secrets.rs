//! Secrets from Secrets Manager, kept in memory for five minutes of event time.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::aws::{Aws, Failure, failure};

/// How long a secret is used before it is read again.
const CACHED: SignedDuration = SignedDuration::from_mins(5);
/// How soon a secret may be read again because a value did not match: rotation without a flood of reads.
const REREAD: SignedDuration = SignedDuration::from_secs(30);

/// A secret that cannot be read or does not have its documented form. Says which and never what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("secret {name} is unusable: {reason}")]
pub struct SecretUnusable {
    name: String,
    reason: String,
}

impl SecretUnusable {
    /// A secret without its documented form; the reason must not hold its value.
    pub fn new(name: &str, reason: impl Into<String>) -> Self {
        Self { name: name.to_owned(), reason: reason.into() }
    }
}

/// The secrets of this function.
#[derive(Clone)]
pub struct Secrets {
    client: aws_sdk_secretsmanager::Client,
    cache: Arc<Mutex<HashMap<String, Cached>>>,
}

struct Cached {
    text: Arc<Zeroizing<String>>,
    since: Timestamp,
}

impl Secrets {
    /// Opens Secrets Manager.
    pub fn open(aws: &Aws) -> Self {
        Self { client: aws.secrets.clone(), cache: Arc::default() }
    }

    /// The secret as text.
    ///
    /// # Errors
    /// [`SecretUnusable`].
    pub async fn text(
        &self,
        name: &str,
        now: Timestamp,
    ) -> Result<Arc<Zeroizing<String>>, SecretUnusable> {
        match self.remembered(name, now, CACHED) {
            Some(text) => Ok(text),
            None => self.read(name, now).await,
        }
    }

    /// The secret as it is now, because the remembered one did not fit; read again at most every 30 seconds.
    ///
    /// # Errors
    /// [`SecretUnusable`].
    pub async fn renewed(
        &self,
        name: &str,
        now: Timestamp,
    ) -> Result<Arc<Zeroizing<String>>, SecretUnusable> {
        match self.remembered(name, now, REREAD) {
            Some(text) => Ok(text),
            None => self.read(name, now).await,
        }
    }

    /// The secret as JSON of a documented form.
    ///
    /// # Errors
    /// [`SecretUnusable`].
    pub async fn json<T: DeserializeOwned>(
        &self,
        name: &str,
        now: Timestamp,
    ) -> Result<T, SecretUnusable> {
        let text = self.text(name, now).await?;
        // serde's message quotes the input: only the place is kept.
        serde_json::from_str(&text).map_err(|error| {
            SecretUnusable::new(
                name,
                format!("no such JSON at line {} column {}", error.line(), error.column()),
            )
        })
    }

    async fn read(
        &self,
        name: &str,
        now: Timestamp,
    ) -> Result<Arc<Zeroizing<String>>, SecretUnusable> {
        let answer =
            self.client.get_secret_value().secret_id(name).send().await.map_err(|error| {
                match failure(&error) {
                    Failure::Busy => SecretUnusable::new(name, "no answer"),
                    Failure::Refused(code) => SecretUnusable::new(name, code),
                }
            })?;
        let text = answer.secret_string.ok_or_else(|| SecretUnusable::new(name, "not a text"))?;
        let text = Arc::new(Zeroizing::new(text));
        self.cached().insert(name.to_owned(), Cached { text: Arc::clone(&text), since: now });
        Ok(text)
    }

    fn remembered(
        &self,
        name: &str,
        now: Timestamp,
        longest: SignedDuration,
    ) -> Option<Arc<Zeroizing<String>>> {
        let cache = self.cached();
        let cached = cache.get(name)?;
        let age = now.duration_since(cached.since);
        (!age.is_negative() && age < longest).then(|| Arc::clone(&cached.text))
    }

    fn cached(&self) -> MutexGuard<'_, HashMap<String, Cached>> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets")
    }
}
