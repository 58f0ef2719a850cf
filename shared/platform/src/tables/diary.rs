//! How far the sweep has come: table `accounts`, `pk = SWEEP`, `sk = SWEEP`. The `due` index is read day by day from there
//! on, so that a missed hour, or a missed month, heals itself.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::{Item, Table, TableError, value};
use crate::Platform;

/// How far the first sweep of all looks back: longer than anything may have waited for it.
const LOOK_BACK_YEARS: i64 = 8;

/// The diary.
#[derive(Debug, Clone)]
pub struct Diary {
    table: Table,
}

impl Diary {
    /// Opens the table.
    pub fn open(platform: &Platform) -> Self {
        Self {
            table: Table::new(&platform.aws.dynamodb, &platform.config.tables.accounts, "accounts"),
        }
    }

    /// The days that may hold something due: from the first that was not finished to today.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn days(
        &self,
        now: Timestamp,
    ) -> Result<impl Iterator<Item = Date> + use<>, TableError> {
        let today = now.to_zoned_datetime(TimeZone::UTC).date();
        let read = self.table.get("SWEEP", "SWEEP").await?;
        let through =
            read.map(|item| item.parsed("through", |day| day.parse().ok())).transpose()?;
        let first =
            through.unwrap_or_else(|| today.saturating_sub(Span::new().years(LOOK_BACK_YEARS)));
        Ok(first.series(Span::new().days(1)).take_while(move |day| *day <= today))
    }

    /// Records that all days before this one are finished.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn finished_before(&self, day: Date, now: Timestamp) -> Result<(), TableError> {
        let item = Item::new("SWEEP", "SWEEP").with("through", value::text(day.to_string()));
        self.table.put(item.with("swept_at", value::time(now))).run().await.map(drop)
    }
}
