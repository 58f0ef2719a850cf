//! Documents and their versions. Table `cases`: `pk = ACCOUNT#<id>`, `sk = OF#<case>#DOC#<document>` for the present
//! state, `sk = OF#<case>#V#<document>#<8 digits>` for each version as it was written last. Sealed under the case's key:
//! `document`.
//!
//! All that belongs to a case begins with `OF#<case>#`, all versions of a document with `OF#<case>#V#<document>#`: a list
//! of cases reads no document, a list of documents no version, and a deletion finds all of either.
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
use super::{ListError, Listed, Order, Table, TableError, Write, cases, transact, value};
use crate::Platform;
use crate::vault::{DataKey, KeyOf, Vault, VaultError};

/// Documents on one page of a list; each is a few dozen kilobytes.
const PAGE: i32 = 20;
/// Versions on one page of a list.
const VERSIONS_PAGE: i32 = 50;

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
        sk(self.case, self.document)
    }

    fn versions(self) -> String {
        format!("{}V#{}#", of_case(self.case), self.document)
    }

    fn version_sk(self, version: u64) -> String {
        format!("{}{version:08}", self.versions())
    }
}

/// Sort key of a document.
pub(super) fn sk(case: CaseId, document: DocumentId) -> String {
    format!("{}{document}", documents_of(case))
}

fn of_case(case: CaseId) -> String {
    format!("OF#{case}#")
}

fn documents_of(case: CaseId) -> String {
    format!("{}DOC#", of_case(case))
}

/// What the sort keys of all rows begin with that belong to a case's or a document's row; none for other rows.
pub(super) fn below(sk: &str) -> Option<String> {
    if let Some(case) = sk.strip_prefix("CASE#") {
        return CaseId::parse(case).ok().map(of_case);
    }
    let (case, document) = sk.strip_prefix("OF#")?.split_once("#DOC#")?;
    let (case, document) = (CaseId::parse(case).ok()?, DocumentId::parse(document).ok()?);
    Some(format!("{}V#{document}#", of_case(case)))
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
        let (pk, case, sk) = (key.pk(), cases::sk(key.case), key.sk());
        let (case, item) = tokio::try_join!(self.table.get(&pk, &case), self.table.get(&pk, &sk))?;
        // Of a case that was deleted a moment ago a warm function may still have the key.
        let Some(item) = case.and(item) else { return Ok(None) };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::cases;

    #[test]
    fn all_rows_of_a_case_and_all_versions_of_a_document_are_found_by_their_row() {
        let key = |case, document| DocumentKey {
            account: AccountId::new(ulid::Ulid::nil()),
            case: CaseId::from_number(case),
            document: DocumentId::from_number(document),
        };
        let (one, two) = (key(1, 1), key(1, 2));
        let of_case = below(&cases::sk(one.case)).unwrap();
        for sk in [one.sk(), one.version_sk(1), two.sk(), two.version_sk(12)] {
            assert!(sk.starts_with(&of_case));
        }
        assert!(!key(2, 1).sk().starts_with(&of_case));
        let of_document = below(&one.sk()).unwrap();
        assert!(one.version_sk(3).starts_with(&of_document));
        assert!(
            !two.version_sk(3).starts_with(&of_document) && !two.sk().starts_with(&of_document)
        );
        assert_eq!(below(&one.version_sk(1)), None);
        assert_eq!(below("ACCOUNT"), None);
    }
}
