//! What a schedule starts. Its only clock is the event's `time`, so a run that comes late knows when it was meant.

use std::time::Duration;

use jiff::Timestamp;
use lambda_runtime::{Context, Error, LambdaEvent, service_fn};
use serde::{Deserialize, Serialize};

use crate::Platform;
use crate::log;

/// Time that a run leaves unused, so that it can end in order.
const RESERVE: Duration = Duration::from_secs(30);

/// One run.
#[derive(Debug, Clone, Copy)]
pub struct Tick {
    /// When it was meant to run.
    pub now: Timestamp,
    /// How long it may take.
    budget: Duration,
    started: std::time::Instant,
}

/// EventBridge's event, as far as it matters.
#[derive(Debug, Deserialize)]
struct Event {
    time: Timestamp,
}

impl Tick {
    /// Whether there is time to begin something more.
    pub fn has_time(&self) -> bool {
        self.started.elapsed() < self.budget
    }
}

/// Serves a function that a schedule starts; what the handler answers are counts.
///
/// # Errors
/// When the runtime ends.
pub async fn serve<F, T, V>(platform: &Platform, handler: F) -> Result<(), Error>
where
    F: Fn(Tick) -> T + Sync,
    T: Future<Output = V> + Send,
    V: Serialize,
{
    let (function, handler) = (&platform.config.function, &handler);
    lambda_runtime::run(service_fn(move |event: LambdaEvent<serde_json::Value>| async move {
        let Ok(Event { time }) = Event::deserialize(&event.payload) else {
            log::note("event-without-time", function, "a schedule's event has its time");
            return Err(Error::from("a schedule's event has its time"));
        };
        let budget = left(&event.context).saturating_sub(RESERVE);
        Ok::<_, Error>(
            handler(Tick { now: time, budget, started: std::time::Instant::now() }).await,
        )
    }))
    .await
}

/// How long this invocation may still run.
#[expect(
    clippy::disallowed_methods,
    reason = "the runtime's deadline is one of the machine's clock; no rule depends on it"
)]
fn left(context: &Context) -> Duration {
    context.deadline().duration_since(std::time::SystemTime::now()).unwrap_or_default()
}
