//! The receipt of an erasure: the only thing that is left of an account. `pk = ERASED#<digest of the id>`, `sk = RECEIPT`.
//! Counts and times; whom it was about cannot be found from it, only whether a known id was erased.

use aws_lc_rs::digest;
use jiff::Timestamp;
use practice::id::AccountId;

use super::Audit;
use crate::tables::{TableError, accounts, value};

/// What was erased, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erased {
    /// Data keys.
    Keys,
    /// Rows of cases, documents and versions.
    Cases,
    /// Addresses, people, mail on its way.
    People,
    /// Entries of the trail.
    Trail,
}

impl Erased {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Cases => "cases",
            Self::People => "people",
            Self::Trail => "trail",
        }
    }
}

impl Audit {
    /// Erases the trail of an account.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn erase(&self, account: AccountId) -> Result<u64, TableError> {
        self.table.erase(&accounts::pk(account), "", None).await
    }

    /// Adds to the account's receipt. A run that is cut and repeated
    /// adds what it found; what an earlier run erased before it was cut is not counted.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn receipt(
        &self,
        account: AccountId,
        kind: Erased,
        rows: u64,
        now: Timestamp,
    ) -> Result<(), TableError> {
        let id = hex::encode(digest::digest(&digest::SHA256, account.to_string().as_bytes()));
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        let write = self.table.upsert(format!("ERASED#{id}"), "RECEIPT").add(kind.as_str(), rows);
        write.set("erased_at", value::time(now)).run().await.map(drop)
    }
}
