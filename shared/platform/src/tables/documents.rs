//! Documents and their versions. Table `cases`: `pk = ACCOUNT#<id>`, `sk = DOC#<case>#<document>` for the present state,
//! `sk = VERSION#<case>#<document>#<8 digits>` for each version as it was written last. Sealed under the case's key:
//! `document`.
//!
//! `writes` counts the writes of a document's row, reviews included: it is the condition of the next write and part of the
//! sealed field's address. `version` counts changes of content and is what clients see.

mod row;

use casework::case::{CaseId, DocumentId};
use casework::document::Document;
use jiff::Timestamp;
use practice::id::{AccountId, MemberId};

pub use row::{StoredDocument, VersionNote};

use super::accounts::pk;
use super::cursor::List;
use super::{Item, ListError, Listed, Order, Slice, Table, TableError, Write, transact, value};
use crate::Platform;
use crate::vault::{DataKey, KeyOf, Vault, VaultError};

/// Documents on one page of a list; each is a few dozen kilobytes.
const PAGE: i32 = 20;
/// Versions on one page of a list.
const VERSIONS_PAGE: i32 = 50;
/// Rows that one transaction deletes.
const DELETED_AT_ONCE: usize = 50;

/// The documents.
#[derive(Debug, Clone)]
pub struct Documents {
    table: Table,
    vault: Vault,
}

/// Which document of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentKey {
    /// Whose.
    pub account: AccountId,
    /// Of which case.
    pub case: CaseId,
    /// Which.
    pub document: DocumentId,
}

impl DocumentKey {
    fn pk(self) -> String {
        pk(self.account)
    }

    fn sk(self) -> String {
        format!("{}{}", documents_of(self.case), self.document)
    }

    fn versions(self) -> String {
        format!("VERSION#{}#{}#", self.case, self.document)
    }

    fn version_sk(self, version: u64) -> String {
        format!("{}{version:08}", self.versions())
    }
}

fn documents_of(case: CaseId) -> String {
    format!("DOC#{case}#")
}

impl Documents {
    /// Opens the table.
    pub fn open(platform: &Platform, vault: &Vault) -> Self {
        let table = Table::new(&platform.aws.dynamodb, &platform.config.tables.cases, "cases");
        Self { table, vault: vault.clone() }
    }

    /// The document as it stands; none if there is no such document, or its case's key was deleted.
    ///
    /// # Errors
    /// [`TableError`] when table or vault do not answer, or the row does not open.
    pub async fn get(
        &self,
        key: DocumentKey,
        now: Timestamp,
    ) -> Result<Option<StoredDocument>, TableError> {
        let Some(item) = self.table.get(&key.pk(), &key.sk()).await? else { return Ok(None) };
        let Some(data_key) = self.key(key, now).await? else { return Ok(None) };
        row::stored(key, &item, &data_key).map(Some)
    }

    /// Stores a new document, together with `also`, while its case's key stands. An id that is taken is a conflict, a case
    /// that was deleted meanwhile [`TableError::Absent`].
    ///
    /// # Errors
    /// [`TableError`]; nothing is stored then.
    pub async fn insert(
        &self,
        account: AccountId,
        document: &Document,
        by: MemberId,
        also: Vec<Write>,
        now: Timestamp,
    ) -> Result<(), TableError> {
        let stored = StoredDocument {
            document: document.clone(),
            created_at: now,
            changed_at: now,
            writes: 1,
        };
        self.write(account, &stored, by, also, now).await
    }

    /// Stores what `before` became, together with `also`. If another request wrote first it is [`TableError::Stale`], if
    /// the case was deleted meanwhile [`TableError::Absent`].
    ///
    /// # Errors
    /// [`TableError`]; nothing is stored then.
    pub async fn update(
        &self,
        account: AccountId,
        before: &StoredDocument,
        document: Document,
        by: MemberId,
        also: Vec<Write>,
        now: Timestamp,
    ) -> Result<StoredDocument, TableError> {
        let writes = before.writes.saturating_add(1);
        let next =
            StoredDocument { document, created_at: before.created_at, changed_at: now, writes };
        self.write(account, &next, by, also, now).await?;
        Ok(next)
    }

    /// The write that notes that the document left as a file. It counts as no change.
    pub fn exported(&self, key: DocumentKey, now: Timestamp) -> Write {
        self.table.update(key.pk(), key.sk()).set("exported_at", value::time(now))
    }

    /// A page of a case's documents, newest first.
    ///
    /// # Errors
    /// [`ListError::ForeignCursor`] for a cursor that is none of this list.
    pub async fn list(
        &self,
        account: AccountId,
        case: CaseId,
        cursor: Option<&str>,
        now: Timestamp,
    ) -> Result<Listed<StoredDocument>, ListError> {
        let prefix = documents_of(case);
        let list = List { account, prefix: &prefix, order: Order::Descending, limit: PAGE };
        let (page, next) = list.page(&self.table, &self.vault, cursor, now).await?;
        let mut items = Vec::new();
        for item in &page.items {
            let document =
                item.parsed("sk", |sk| DocumentId::parse(sk.strip_prefix(prefix.as_str())?).ok())?;
            let key = DocumentKey { account, case, document };
            let Some(data_key) = self.key(key, now).await? else { continue };
            items.push(row::stored(key, item, &data_key)?);
        }
        Ok(Listed { items, next })
    }

    /// A page of a document's versions, newest first, without their content.
    ///
    /// # Errors
    /// [`ListError::ForeignCursor`] for a cursor that is none of this list.
    pub async fn versions(
        &self,
        key: DocumentKey,
        cursor: Option<&str>,
        now: Timestamp,
    ) -> Result<Listed<VersionNote>, ListError> {
        let prefix = key.versions();
        let list = List {
            account: key.account,
            prefix: &prefix,
            order: Order::Descending,
            limit: VERSIONS_PAGE,
        };
        let (page, next) = list.page(&self.table, &self.vault, cursor, now).await?;
        let items = page.items.iter().map(row::note).collect::<Result<_, _>>()?;
        Ok(Listed { items, next })
    }

    /// One version with its content; none if there is no such version.
    ///
    /// # Errors
    /// [`TableError`] when table or vault do not answer, or the row does not open.
    pub async fn version(
        &self,
        key: DocumentKey,
        version: u64,
        now: Timestamp,
    ) -> Result<Option<Document>, TableError> {
        let sk = key.version_sk(version);
        let Some(item) = self.table.get(&key.pk(), &sk).await? else { return Ok(None) };
        let Some(data_key) = self.key(key, now).await? else { return Ok(None) };
        row::content(&key.pk(), &sk, &item, &data_key).map(Some)
    }

    /// Removes a document: its versions, then itself, so that an interrupted removal can be asked for again. Tells how many
    /// rows went.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer; asking again goes on.
    pub async fn remove(&self, key: DocumentKey) -> Result<u64, TableError> {
        let versions = self.remove_all(key.account, &key.versions()).await?;
        let gone = self.table.delete(key.pk(), key.sk()).run().await?;
        Ok(versions + u64::from(gone.is_some()))
    }

    /// Removes all documents of a case with all their versions. Tells how many rows went.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer; asking again goes on.
    pub async fn remove_of_case(
        &self,
        account: AccountId,
        case: CaseId,
    ) -> Result<u64, TableError> {
        let versions = self.remove_all(account, &format!("VERSION#{case}#")).await?;
        Ok(versions + self.remove_all(account, &documents_of(case)).await?)
    }

    async fn remove_all(&self, account: AccountId, prefix: &str) -> Result<u64, TableError> {
        let pk = pk(account);
        let mut removed = 0;
        loop {
            let limit = i32::try_from(DELETED_AT_ONCE).unwrap_or(1);
            let slice = Slice { pk: &pk, prefix, after: None, order: Order::Ascending, limit };
            let page = self.table.page(slice).await?;
            if page.items.is_empty() {
                return Ok(removed);
            }
            let delete =
                |item: &Item| Ok::<_, TableError>(self.table.delete(&pk, item.text("sk")?));
            let deletes = page.items.iter().map(delete).collect::<Result<Vec<_>, _>>()?;
            removed += u64::try_from(deletes.len()).unwrap_or_default();
            transact(deletes).await?;
        }
    }

    async fn write(
        &self,
        account: AccountId,
        stored: &StoredDocument,
        by: MemberId,
        also: Vec<Write>,
        now: Timestamp,
    ) -> Result<(), TableError> {
        let document = &stored.document;
        let key = DocumentKey { account, case: document.case_id, document: document.id };
        let of = KeyOf::case(account, document.case_id);
        let data_key = self.vault.key(&of, now).await?;
        let present = row::present(key, stored, &data_key, self.vault.ids())?;
        let version = row::version(key, stored, by, &data_key, self.vault.ids())?;
        let present = match stored.writes {
            1 => self.table.insert(present),
            writes => {
                let before = value::number(writes.saturating_sub(1));
                self.table.put(present).when("writes", before).otherwise(TableError::Stale)
            }
        };
        let mut writes = vec![self.vault.check(&of), present, self.table.put(version)];
        writes.extend(also);
        transact(writes).await
    }

    async fn key(&self, key: DocumentKey, now: Timestamp) -> Result<Option<DataKey>, TableError> {
        match self.vault.key(&KeyOf::case(key.account, key.case), now).await {
            Ok(data_key) => Ok(Some(data_key)),
            Err(VaultError::NoKey) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
