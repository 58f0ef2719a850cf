//! Erasing: what is due, and whole partitions or parts of them, row by row, until nothing is left.

use jiff::Timestamp;

use super::diary::Month;
use super::{Item, Order, Slice, Table, TableError, transact, value};

/// Rows deleted in one transaction.
const BATCH: i32 = 25;

/// The key of a row that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DueKey {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

impl Table {
    /// The rows of one month of the `due` index that are due by a moment, soonest first.
    pub(crate) async fn due(&self, month: Month, by: Timestamp) -> Result<Vec<DueKey>, TableError> {
        let mut due = Vec::new();
        let mut after = None;
        loop {
            let answer = self
                .client
                .query()
                .table_name(&self.name)
                .index_name("due")
                .key_condition_expression("due_month = :month AND due_at <= :by")
                .expression_attribute_values(":month", value::text(month.partition()))
                .expression_attribute_values(":by", value::time(by))
                .set_exclusive_start_key(after)
                .send()
                .await
                .map_err(|error| TableError::from_sdk("query", &error))?;
            for item in answer.items.unwrap_or_default().into_iter().map(Item::from) {
                due.push(DueKey {
                    pk: item.text("pk")?.to_owned(),
                    sk: item.text("sk")?.to_owned(),
                });
            }
            after = answer.last_evaluated_key;
            if after.is_none() {
                return Ok(due);
            }
        }
    }

    /// Deletes every row of a partition whose sort key begins with a prefix, save one, and answers how many there were.
    /// It reads again until it finds none, so that it ends only when nothing is left; cut and repeated it goes on.
    pub(crate) async fn erase(
        &self,
        pk: &str,
        prefix: &str,
        save: Option<&str>,
    ) -> Result<u64, TableError> {
        let mut erased = 0;
        loop {
            let limit = BATCH + i32::from(save.is_some());
            let page = self
                .page(Slice { pk, prefix, after: None, order: Order::Ascending, limit })
                .await?;
            let mut deletions = Vec::new();
            for item in &page.items {
                let sk = item.text("sk")?;
                if save != Some(sk) {
                    deletions.push(self.delete(pk, sk));
                }
            }
            if deletions.is_empty() {
                return Ok(erased);
            }
            erased += u64::try_from(deletions.len()).unwrap_or_default();
            transact(deletions).await?;
        }
    }
}
