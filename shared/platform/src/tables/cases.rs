//! Cases. Table `cases`: `pk = ACCOUNT#<id>`, `sk = CASE#<case>`. Sealed under the case's own key: `context`.
//!
//! Documents stand beside them under a prefix of their own (see [`super::documents`]), so that a list of cases reads
//! nothing but cases. Ids are ULIDs: the order of sort keys is the order of opening.

use casework::case::{Case, CaseContext, CaseId};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::Timestamp;
use practice::id::AccountId;
use zeroize::Zeroizing;

use super::accounts::pk;
use super::cursor::List;
use super::{Item, ListError, Listed, Order, Table, TableError, Write, transact, value};
use crate::Platform;
use crate::ids::Ids;
use crate::vault::{Address, DataKey, KeyOf, Vault, VaultError};

/// Cases on one page of the list.
const PAGE: i32 = 20;
/// Keys that are unwrapped side by side while a list is opened.
const AT_ONCE: usize = 8;
const PREFIX: &str = "CASE#";

/// The cases.
#[derive(Debug, Clone)]
pub struct Cases {
    table: Table,
    vault: Vault,
}

impl Cases {
    /// Opens the table.
    pub fn open(platform: &Platform, vault: &Vault) -> Self {
        let table = Table::new(&platform.aws.dynamodb, &platform.config.tables.cases, "cases");
        Self { table, vault: vault.clone() }
    }

    /// The case; none if there is no such case in this account, or its key was deleted.
    ///
    /// # Errors
    /// [`TableError`] when table or vault do not answer, or the row does not open.
    pub async fn get(
        &self,
        account: AccountId,
        id: CaseId,
        now: Timestamp,
    ) -> Result<Option<Case>, TableError> {
        let Some(item) = self.table.get(&pk(account), &sk(id)).await? else { return Ok(None) };
        self.read(account, &item, now).await
    }

    /// Stores a new case under a new key of its own, together with `also`, while the account's key stands. An id that is
    /// taken is a conflict.
    ///
    /// # Errors
    /// [`TableError`]; nothing is stored then.
    pub async fn insert(
        &self,
        account: AccountId,
        case: &Case,
        also: Vec<Write>,
        now: Timestamp,
    ) -> Result<(), TableError> {
        let of = KeyOf::case(account, case.id);
        let key = self.vault.generate(of).await?;
        let row = row(account, case, &key.key, self.vault.ids())?;
        let mut writes = vec![
            self.vault.check(&KeyOf::account(account)),
            self.vault.insert(&key, now),
            self.table.insert(row),
        ];
        writes.extend(also);
        transact(writes).await
    }

    /// Stores the next version of a case, together with `also`; a version that another request stored first is
    /// [`TableError::Stale`], a case that was deleted meanwhile [`TableError::Absent`].
    ///
    /// # Errors
    /// [`TableError`]; nothing is stored then.
    pub async fn update(
        &self,
        account: AccountId,
        case: &Case,
        also: Vec<Write>,
        now: Timestamp,
    ) -> Result<(), TableError> {
        let key = self.vault.check(&KeyOf::case(account, case.id));
        let mut writes = vec![key, self.next(account, case, now).await?];
        writes.extend(also);
        transact(writes).await
    }

    /// The write of a case's next version, for a transaction that looks after the case's key itself.
    ///
    /// # Errors
    /// [`TableError`] when the vault does not answer or has no key.
    pub async fn next(
        &self,
        account: AccountId,
        case: &Case,
        now: Timestamp,
    ) -> Result<Write, TableError> {
        let key = self.vault.key(&KeyOf::case(account, case.id), now).await?;
        let row = row(account, case, &key, self.vault.ids())?;
        Ok(self.table.put(row).when_version(case.version.saturating_sub(1)))
    }

    /// A page of the account's cases, newest first. A case that is being deleted is left out.
    ///
    /// # Errors
    /// [`ListError::ForeignCursor`] for a cursor that is none of this list.
    pub async fn list(
        &self,
        account: AccountId,
        cursor: Option<&str>,
        now: Timestamp,
    ) -> Result<Listed<Case>, ListError> {
        let list = List { account, prefix: PREFIX, order: Order::Descending, limit: PAGE };
        let (page, next) = list.page(&self.table, &self.vault, cursor, now).await?;
        let read = |item: Item| async move { self.read(account, &item, now).await };
        let opened: Vec<Option<Case>> =
            stream::iter(page.items.into_iter().map(read)).buffered(AT_ONCE).try_collect().await?;
        Ok(Listed { items: opened.into_iter().flatten().collect(), next })
    }

    async fn read(
        &self,
        account: AccountId,
        item: &Item,
        now: Timestamp,
    ) -> Result<Option<Case>, TableError> {
        let id = item.parsed("sk", |sk| CaseId::parse(sk.strip_prefix(PREFIX)?).ok())?;
        match self.vault.key(&KeyOf::case(account, id), now).await {
            Ok(key) => case(account, id, item, &key).map(Some),
            Err(VaultError::NoKey) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Sort key of a case.
pub(super) fn sk(id: CaseId) -> String {
    format!("{PREFIX}{id}")
}

fn address<'a>(pk: &'a str, sk: &'a str, version: u64) -> Address<'a> {
    Address { table: "cases", pk, sk, field: "context", version }
}

/// The case as it is stored.
fn row(account: AccountId, case: &Case, key: &DataKey, ids: &dyn Ids) -> Result<Item, TableError> {
    let (pk, sk) = (pk(account), sk(case.id));
    let plain = serde_json::to_vec(&case.context)
        .map(Zeroizing::new)
        .map_err(|_| TableError::Malformed("context"))?;
    let context = key.seal(ids, address(&pk, &sk, case.version), &plain)?;
    Ok(Item::new(pk, sk)
        .with("context", value::bytes(context))
        .with("version", value::number(case.version))
        .with("opened_at", value::time(case.opened_at))
        .with("changed_at", value::time(case.changed_at)))
}

/// Opens a row.
fn case(account: AccountId, id: CaseId, item: &Item, key: &DataKey) -> Result<Case, TableError> {
    let version = item.number("version")?;
    let plain = key.open(address(&pk(account), &sk(id), version), item.bytes("context")?)?;
    let text = std::str::from_utf8(&plain).map_err(|_| TableError::Malformed("context"))?;
    Ok(Case {
        id,
        version,
        opened_at: item.time("opened_at")?,
        changed_at: item.time("changed_at")?,
        context: CaseContext::stored(text).map_err(|_| TableError::Malformed("context"))?,
    })
}

#[cfg(test)]
mod tests {
    use casework::case::CaseForm;
    use practice::id::AccountId;
    use proptest::prelude::*;
    use serde_json::json;
    use ulid::Ulid;

    use super::*;
    use crate::ids::OsIds;
    use crate::vault::SealBroken;

    const ACCOUNT: AccountId = AccountId::new(Ulid::nil());

    fn opened(id: u128, version: u64, age: u8, weeks: u16) -> Case {
        let form: CaseForm = serde_json::from_value(json!({
            "patient": {"first_name": "Maya", "age": {"years": age}, "state": "OH"},
            "payer": {"name": "Aetna", "line_of_business": "commercial_fully_insured"},
            "diagnoses": ["M05.79"],
            "request": {"kind": "medication", "name": "adalimumab"},
            "clinical": format!("Active disease for {weeks} weeks."),
        }))
        .unwrap();
        let context = CaseContext::try_from(form).unwrap();
        let at = "2026-11-25T10:00:00.250Z".parse().unwrap();
        Case { id: CaseId::from_number(id), version, opened_at: at, changed_at: at, context }
    }

    fn key(byte: u8) -> DataKey {
        DataKey::new(&[byte; 32], 1).unwrap()
    }

    #[test]
    fn a_row_opens_for_its_own_account_and_version_only() {
        let stored = row(ACCOUNT, &opened(1, 3, 54, 20), &key(1), &OsIds).unwrap();
        let broken = |account, id, item: &Item, key: &DataKey| {
            case(account, CaseId::from_number(id), item, key).unwrap_err()
        };
        let sealed = TableError::from(SealBroken::DoesNotOpen);
        assert_eq!(broken(AccountId::new(Ulid::from_parts(1, 1)), 1, &stored, &key(1)), sealed);
        assert_eq!(broken(ACCOUNT, 2, &stored, &key(1)), sealed);
        assert_eq!(broken(ACCOUNT, 1, &stored, &key(2)), sealed);
        assert_eq!(broken(ACCOUNT, 1, &stored.with("version", value::number(4)), &key(1)), sealed);
    }

    #[test]
    fn nothing_clinical_stands_in_clear() {
        let stored = row(ACCOUNT, &opened(1, 1, 54, 20), &key(1), &OsIds).unwrap();
        let mut names: Vec<String> = stored.into_attributes().into_keys().collect();
        names.sort();
        assert_eq!(names, ["changed_at", "context", "opened_at", "pk", "sk", "version"]);
    }

    proptest! {
        #[test]
        fn a_case_is_read_as_it_was_stored(id in any::<u128>(), version in 1..u64::MAX, age in 2_u8..90, weeks in 1_u16..500) {
            let before = opened(id, version, age, weeks);
            let stored = row(ACCOUNT, &before, &key(1), &OsIds).unwrap();
            prop_assert_eq!(case(ACCOUNT, before.id, &stored, &key(1)).unwrap(), before);
        }
    }
}
