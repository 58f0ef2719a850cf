//! One file per table, and the few things they all need. Locally and in the cloud the tables speak DynamoDB's own
//! protocol, so nothing here has a double.

pub mod accounts;
pub mod audit;
pub mod cases;
mod cursor;
pub mod deletions;
pub mod diary;
pub mod documents;
pub mod ephemeral;
mod erasure;
pub mod holdings;
mod item;
pub mod outbox;
pub mod payments;
pub mod quota;
mod write;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;

pub use cursor::{ListError, Listed};
pub(crate) use item::{Item, value};
pub use write::{Write, transact};

use crate::aws::{Failure, failure};
use crate::vault::{SealBroken, VaultError};

/// Why a table did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// There is such a row already, or it is in another state.
    #[error("the row is in another state")]
    Conflict,
    /// The row has another version by now.
    #[error("the row has another version")]
    Stale,
    /// There is no such row.
    #[error("there is no such row")]
    Absent,
    /// Throttled or unreachable.
    #[error("table does not answer: {0}")]
    Busy(&'static str),
    /// Refused for a reason that no client can mend.
    #[error("table refused {operation}: {code}")]
    Refused {
        /// What was asked.
        operation: &'static str,
        /// The service's error code.
        code: String,
    },
    /// A stored row lacks this attribute or holds something unreadable there.
    #[error("stored attribute {0} is unreadable")]
    Malformed(&'static str),
    /// The row could not be sealed or opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl TableError {
    pub(crate) fn from_sdk<E, R>(
        operation: &'static str,
        error: &aws_sdk_dynamodb::error::SdkError<E, R>,
    ) -> Self
    where
        E: aws_sdk_dynamodb::error::ProvideErrorMetadata,
    {
        match failure(error) {
            Failure::Busy => Self::Busy(operation),
            Failure::Refused(code) => Self::Refused { operation, code },
        }
    }
}

impl From<SealBroken> for TableError {
    fn from(error: SealBroken) -> Self {
        Self::Vault(VaultError::Seal(error))
    }
}

impl From<crate::ids::NoRandomness> for TableError {
    fn from(error: crate::ids::NoRandomness) -> Self {
        Self::from(SealBroken::from(error))
    }
}

/// One table.
#[derive(Clone)]
pub(crate) struct Table {
    client: Client,
    name: String,
    /// The table's word in a sealed field's address.
    pub(crate) logical: &'static str,
}

/// Rows of one partition and where to go on.
pub(crate) struct Page {
    pub(crate) items: Vec<Item>,
    /// Sort key of the last row read, if there may be more.
    pub(crate) next: Option<String>,
}

/// In which direction a partition is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Ascending,
    Descending,
}

/// Which rows of a partition are read.
#[derive(Debug, Clone)]
pub(crate) struct Slice<'a> {
    pub(crate) pk: &'a str,
    /// The sort key begins with this.
    pub(crate) prefix: &'a str,
    /// Sort key after which to go on.
    pub(crate) after: Option<&'a str>,
    pub(crate) order: Order,
    pub(crate) limit: i32,
}

impl Table {
    pub(crate) fn new(client: &Client, name: &str, logical: &'static str) -> Self {
        Self { client: client.clone(), name: name.to_owned(), logical }
    }

    /// Reads one row, with all writes before it.
    pub(crate) async fn get(&self, pk: &str, sk: &str) -> Result<Option<Item>, TableError> {
        let call = self
            .client
            .get_item()
            .table_name(&self.name)
            .key("pk", AttributeValue::S(pk.to_owned()))
            .key("sk", AttributeValue::S(sk.to_owned()))
            .consistent_read(true);
        // The SDK's futures are large, and requests wait for several of them at once.
        let sent = Box::pin(call.send()).await;
        let answer = sent.map_err(|error| TableError::from_sdk("get", &error))?;
        Ok(answer.item.map(Item::from))
    }

    /// Reads a page of one partition.
    pub(crate) async fn page(&self, slice: Slice<'_>) -> Result<Page, TableError> {
        let key = |sk: &str| {
            [
                ("pk".to_owned(), AttributeValue::S(slice.pk.to_owned())),
                ("sk".to_owned(), AttributeValue::S(sk.to_owned())),
            ]
            .into()
        };
        let query = self
            .client
            .query()
            .table_name(&self.name)
            .expression_attribute_values(":pk", AttributeValue::S(slice.pk.to_owned()));
        // DynamoDB takes no empty text in a condition on a key: everything is asked for without one.
        let query = if slice.prefix.is_empty() {
            query.key_condition_expression("pk = :pk")
        } else {
            let prefix = AttributeValue::S(slice.prefix.to_owned());
            let query = query.key_condition_expression("pk = :pk AND begins_with(sk, :prefix)");
            query.expression_attribute_values(":prefix", prefix)
        };
        let answer = query
            .consistent_read(true)
            .scan_index_forward(slice.order == Order::Ascending)
            .set_exclusive_start_key(slice.after.map(key))
            .limit(slice.limit)
            .send()
            .await
            .map_err(|error| TableError::from_sdk("query", &error))?;
        let next = answer
            .last_evaluated_key
            .map(|key| Item::from(key).text("sk").map(str::to_owned))
            .transpose()?;
        Ok(Page {
            items: answer.items.unwrap_or_default().into_iter().map(Item::from).collect(),
            next,
        })
    }

    /// Reads all rows of a partition whose sort key begins with a prefix, for what is known to be few.
    pub(crate) async fn all(&self, pk: &str, prefix: &str) -> Result<Vec<Item>, TableError> {
        let mut items = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let after_this = after.as_deref();
            let slice =
                Slice { pk, prefix, after: after_this, order: Order::Ascending, limit: 100 };
            let page = self.page(slice).await?;
            items.extend(page.items);
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(items),
            }
        }
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Table({})", self.logical)
    }
}
