//! Where a list goes on. A cursor is sealed for its account and its list: another tenant's, another list's or an edited
//! one does not open.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use practice::id::AccountId;

use super::accounts::pk;
use super::{Order, Page, Slice, Table, TableError};
use crate::vault::{Address, KeyOf, Vault};

/// Longer than any cursor of ours.
const LONGEST: usize = 512;

/// Why a list could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// The cursor is none of this list of this account.
    #[error("the cursor does not belong to this list")]
    ForeignCursor,
    /// The table or the vault did not do what was asked.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// A page of a list and the cursor of the next one, if there is more.
#[derive(Debug, Clone)]
pub struct Listed<T> {
    /// The entries.
    pub items: Vec<T>,
    /// The cursor.
    pub next: Option<String>,
}

/// A list of one account: rows whose sort key begins with a prefix.
pub(super) struct List<'a> {
    pub(super) account: AccountId,
    pub(super) prefix: &'a str,
    pub(super) order: Order,
    pub(super) limit: i32,
}

impl List<'_> {
    /// Reads the page behind the cursor. One row more than asked for is read, so that a cursor means that there is more.
    pub(super) async fn page(
        &self,
        table: &Table,
        vault: &Vault,
        cursor: Option<&str>,
        now: Timestamp,
    ) -> Result<(Page, Option<String>), ListError> {
        let after = match cursor {
            Some(cursor) => Some(self.open(table, vault, cursor, now).await?),
            None => None,
        };
        let pk = pk(self.account);
        let slice = Slice {
            pk: &pk,
            prefix: self.prefix,
            after: after.as_deref(),
            order: self.order,
            limit: self.limit.saturating_add(1),
        };
        let mut page = table.page(slice).await?;
        let wanted = usize::try_from(self.limit).unwrap_or_default();
        let more = page.items.len() > wanted;
        page.items.truncate(wanted);
        let last = page.items.last().filter(|_| more).map(|item| item.text("sk")).transpose()?;
        let next = match last {
            Some(sk) => Some(self.seal(table, vault, sk, now).await?),
            None => None,
        };
        Ok((page, next))
    }

    async fn seal(
        &self,
        table: &Table,
        vault: &Vault,
        sk: &str,
        now: Timestamp,
    ) -> Result<String, TableError> {
        let key = vault.key(&KeyOf::account(self.account), now).await?;
        let pk = pk(self.account);
        let sealed = key.seal(vault.ids(), self.address(table, &pk), sk.as_bytes())?;
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    async fn open(
        &self,
        table: &Table,
        vault: &Vault,
        cursor: &str,
        now: Timestamp,
    ) -> Result<String, ListError> {
        let foreign = |_| ListError::ForeignCursor;
        if cursor.len() > LONGEST {
            return Err(ListError::ForeignCursor);
        }
        let sealed = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| ListError::ForeignCursor)?;
        let key = vault.key(&KeyOf::account(self.account), now).await.map_err(TableError::from)?;
        let pk = pk(self.account);
        let plain = key.open(self.address(table, &pk), &sealed).map_err(foreign)?;
        std::str::from_utf8(&plain).map(str::to_owned).map_err(|_| ListError::ForeignCursor)
    }

    fn address<'a>(&'a self, table: &Table, pk: &'a str) -> Address<'a> {
        Address { table: table.logical, pk, sk: self.prefix, field: "cursor", version: 0 }
    }
}
