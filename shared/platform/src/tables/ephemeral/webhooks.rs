//! Events that Stripe has told us: `pk = WEBHOOK#<evt_…>`, `sk = WEBHOOK`. Stripe repeats an event for days; what was
//! acted upon once is not acted upon again.

use jiff::Timestamp;

use super::{expiring, later, table};
use crate::Platform;
use crate::tables::{Item, Table, Write, value};

/// Longer than Stripe repeats an event (three days), or an operator sends one again from the dashboard (thirty).
const REMEMBERED_SECONDS: i64 = 31 * 24 * 60 * 60;

/// The events that were acted upon.
#[derive(Debug, Clone)]
pub struct Webhooks {
    table: Table,
}

impl Webhooks {
    /// Opens the table.
    pub fn open(platform: &Platform) -> Self {
        Self { table: table(platform) }
    }

    /// The write that remembers an event, for the transaction of its effect. A known one is a conflict.
    pub fn remember(&self, event: &str, now: Timestamp) -> Write {
        let item = Item::new(format!("WEBHOOK#{event}"), "WEBHOOK").with("at", value::time(now));
        self.table.insert(expiring(item, later(now, REMEMBERED_SECONDS)))
    }
}
