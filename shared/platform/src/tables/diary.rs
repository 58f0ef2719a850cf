//! How far the sweep has come: table `accounts`, `pk = SWEEP`, `sk = SWEEP`. The `due` index is read month by month from
//! there on, so that a missed hour, or a missed year, heals itself.

use std::fmt;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::{Item, Table, TableError, value};
use crate::Platform;

/// Luma's first month. Nothing can have been due before it, so the first sweep of all begins here.
const FIRST: Date = date(2026, 11, 1);

/// One month of the `due` index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Date);

impl Month {
    fn of(date: Date) -> Self {
        Self(date.first_of_month())
    }

    /// The months from this one to another, both included.
    fn to(self, last: Self) -> impl Iterator<Item = Self> + use<> {
        self.0.series(Span::new().months(1)).map(Self).take_while(move |month| *month <= last)
    }

    /// Its partition of the index.
    pub(crate) fn partition(self) -> String {
        format!("DUE#{self}")
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

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

    /// The months that may hold something due: from the first that was not finished to the present one.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn months(
        &self,
        now: Timestamp,
    ) -> Result<impl Iterator<Item = Month> + use<>, TableError> {
        let today = now.to_zoned_datetime(TimeZone::UTC).date();
        let read = self.table.get("SWEEP", "SWEEP").await?;
        let through = read
            .map(|item| item.parsed("through", |month| format!("{month}-01").parse().ok()))
            .transpose()?;
        let first: Date = through.unwrap_or_else(|| FIRST.min(today));
        Ok(Month::of(first).to(Month::of(today)))
    }

    /// Records that all months before this one are finished.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn finished_before(&self, month: Month, now: Timestamp) -> Result<(), TableError> {
        let item = Item::new("SWEEP", "SWEEP").with("through", value::text(month.to_string()));
        self.table.put(item.with("swept_at", value::time(now))).run().await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_partition_of_a_month_is_the_one_that_its_moments_are_entered_in() {
        let at: Timestamp = "2026-12-31T23:59:59Z".parse().unwrap();
        let month = Month::of(at.to_zoned_datetime(TimeZone::UTC).date());
        assert_eq!(month.partition(), value::due_month(at));
    }

    #[test]
    fn months_are_read_in_order_and_none_is_left_out() {
        let months = Month::of(date(2026, 11, 30)).to(Month::of(date(2027, 2, 1)));
        let read: Vec<String> = months.map(|month| month.to_string()).collect();
        assert_eq!(read, ["2026-11", "2026-12", "2027-01", "2027-02"]);
    }
}
