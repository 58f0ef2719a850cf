//! What lives for minutes to days. Table `ephemeral`: `pk = <PURPOSE>#<id>`, `sk = <PURPOSE>`, `expires_at` in seconds.
//!
//! Each reader checks expiry itself; DynamoDB's time to live only sweeps up.

pub mod idempotency;
pub mod limits;
pub mod sessions;
pub mod tokens;
pub mod webhooks;

use jiff::Timestamp;

use super::{Item, Table, TableError, value};
use crate::Platform;

fn table(platform: &Platform) -> Table {
    Table::new(&platform.aws.dynamodb, &platform.config.tables.ephemeral, "ephemeral")
}

/// The row with the second from which it no longer counts.
fn expiring(item: Item, until: Timestamp) -> Item {
    item.with("expires_at", value::number(until.as_second()))
}

/// Whether the row still counts.
fn is_alive(item: &Item, now: Timestamp) -> Result<bool, TableError> {
    Ok(now.as_second() < item.number("expires_at")?)
}

/// A moment some seconds later, or the end of time.
fn later(now: Timestamp, seconds: i64) -> Timestamp {
    now.checked_add(jiff::SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}
