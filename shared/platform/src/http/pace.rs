//! Answering after a fixed time, so that how long something took tells nobody whether an address is known.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// A moment before which nothing is answered.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    until: Instant,
}

impl Pace {
    /// Begins now. The floor should lie above what the slowest path takes: hashing a password and sending a mail.
    pub fn begin(floor: Duration) -> Self {
        let now = Instant::now();
        Self { until: now.checked_add(floor).unwrap_or(now) }
    }

    /// Waits for what is left of it.
    pub async fn keep(self) {
        sleep_until(self.until).await;
    }
}
