//! People and practice. Table `accounts`: `pk = ACCOUNT#<id>`, `sk = ACCOUNT | MEMBER#<id> | OUTBOX#<id>`, and
//! `pk = EMAIL#<blind index>`, `sk = EMAIL` so that an address belongs to one member only.
//!
//! Names, addresses, specialty, NPI and password hashes are sealed under the account's key; ids, states, times and
//! counts stand in clear. Changes of state touch only clear attributes, changes of content carry the row's version, so
//! the two never overwrite each other.

mod closing;
mod member;
mod profile;

use jiff::Timestamp;
use practice::account::{Account, Standing};
use practice::id::{AccountId, MemberId};
use practice::member::Role;
use practice::plan::Letters;
use practice::retention;

pub use closing::Due;
pub use member::Person;

use super::{Item, Table, TableError, Write, value};
use crate::Platform;
use crate::vault::{BlindIndex, DataKey, KeyOf, Vault, VaultError};

/// The accounts.
#[derive(Debug, Clone)]
pub struct Accounts {
    table: Table,
    vault: Vault,
}

/// What decides whether a member may do something, read for every request; nothing of it is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Where the account stands.
    pub standing: Standing,
    /// What the member may do.
    pub role: Role,
    /// Sessions from before this moment have ended.
    pub sessions_valid_from: Timestamp,
}

impl Accounts {
    /// Opens the table.
    pub fn open(platform: &Platform, vault: &Vault) -> Self {
        Self {
            table: Table::new(&platform.aws.dynamodb, &platform.config.tables.accounts, "accounts"),
            vault: vault.clone(),
        }
    }

    /// Whose address this is.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn find(
        &self,
        index: &BlindIndex,
    ) -> Result<Option<(AccountId, MemberId)>, TableError> {
        let Some(item) = self.table.get(&email_pk(index), "EMAIL").await? else { return Ok(None) };
        let account = item.parsed("account", |text| AccountId::parse(text).ok())?;
        Ok(Some((account, item.parsed("member", |text| MemberId::parse(text).ok())?)))
    }

    /// What the member may do; none if there is no such member.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn rights(
        &self,
        account: AccountId,
        member: MemberId,
    ) -> Result<Option<Rights>, TableError> {
        let (pk, sk) = (pk(account), member_sk(member));
        let (account, member) =
            tokio::try_join!(self.table.get(&pk, "ACCOUNT"), self.table.get(&pk, &sk))?;
        let (Some(account), Some(member)) = (account, member) else { return Ok(None) };
        Ok(Some(Rights {
            standing: account.parsed("standing", Standing::parse)?,
            role: member.parsed("role", Role::parse)?,
            sessions_valid_from: member.time("sessions_valid_from")?,
        }))
    }

    /// The account.
    ///
    /// # Errors
    /// [`TableError`] when the table or the vault does not answer, or when the row does not open.
    pub async fn account(
        &self,
        id: AccountId,
        now: Timestamp,
    ) -> Result<Option<Account>, TableError> {
        let Some(item) = self.table.get(&pk(id), "ACCOUNT").await? else { return Ok(None) };
        let Some(key) = self.key(id, now).await? else { return Ok(None) };
        profile::account(id, &item, &key).map(Some)
    }

    /// A member, with the hash of their password.
    ///
    /// # Errors
    /// [`TableError`] when the table or the vault does not answer, or when the row does not open.
    pub async fn person(
        &self,
        account: AccountId,
        member: MemberId,
        now: Timestamp,
    ) -> Result<Option<Person>, TableError> {
        let Some(item) = self.table.get(&pk(account), &member_sk(member)).await? else {
            return Ok(None);
        };
        let Some(key) = self.key(account, now).await? else { return Ok(None) };
        member::person(account, member, &item, &key).map(Some)
    }

    /// Everybody of the account.
    ///
    /// # Errors
    /// [`TableError`] when the table or the vault does not answer, or when a row does not open.
    pub async fn people(
        &self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Vec<Person>, TableError> {
        let Some(key) = self.key(account, now).await? else { return Ok(Vec::new()) };
        let mut people = Vec::new();
        for item in self.table.all(&pk(account), "MEMBER#").await? {
            let id = item.parsed("sk", |sk| MemberId::parse(sk.strip_prefix("MEMBER#")?).ok())?;
            people.push(member::person(account, id, &item, &key)?);
        }
        Ok(people)
    }

    /// The write that claims an address for a member; an address that is taken is a conflict.
    pub fn claim_address(&self, index: &BlindIndex, account: AccountId, member: MemberId) -> Write {
        let item = Item::new(email_pk(index), "EMAIL")
            .with("account", value::text(account.to_string()))
            .with("member", value::text(member.to_string()))
            .with("index_version", value::number(1));
        self.table.insert(item)
    }

    /// The write that lets an address go.
    pub fn release_address(&self, index: &BlindIndex) -> Write {
        self.table.delete(email_pk(index), "EMAIL")
    }

    /// The write that stores a new account. An unverified one is due for erasure.
    ///
    /// # Errors
    /// [`TableError`] when it cannot be sealed.
    pub fn insert(&self, account: &Account, key: &DataKey) -> Result<Write, TableError> {
        let item = profile::row(account, key, self.vault.ids())?;
        Ok(self.table.insert(item.with_due(unverified_until(account.created_at)?)))
    }

    /// The write that replaces an unverified account by a later sign-up with the same address.
    ///
    /// # Errors
    /// [`TableError`] when it cannot be sealed.
    pub fn replace_unverified(
        &self,
        account: &Account,
        key: &DataKey,
    ) -> Result<Write, TableError> {
        let item = profile::row(account, key, self.vault.ids())?
            .with_due(unverified_until(account.created_at)?);
        let write =
            self.table.put(item).when("standing", value::text(Standing::Unverified.as_str()));
        Ok(write.when("version", value::number(account.version.saturating_sub(1))))
    }

    /// The write that stores a new member.
    ///
    /// # Errors
    /// [`TableError`] when it cannot be sealed.
    pub fn insert_member(
        &self,
        account: AccountId,
        person: &Person,
        key: &DataKey,
    ) -> Result<Write, TableError> {
        Ok(self.table.insert(member::row(account, person, key, self.vault.ids())?))
    }

    /// The write that stores a changed member; `person` carries the version after the change.
    ///
    /// # Errors
    /// [`TableError`] when it cannot be sealed.
    pub fn update_member(
        &self,
        account: AccountId,
        person: &Person,
        key: &DataKey,
    ) -> Result<Write, TableError> {
        let item = member::row(account, person, key, self.vault.ids())?;
        Ok(self.table.put(item).when_version(person.member.version.saturating_sub(1)))
    }

    /// The write that stores a changed profile; `account` carries the version after the change.
    ///
    /// # Errors
    /// [`TableError`] when it cannot be sealed.
    pub fn update_profile(&self, account: &Account, key: &DataKey) -> Result<Write, TableError> {
        let sealed = profile::seal(account, key, self.vault.ids())?;
        let write = self
            .table
            .update(pk(account.id), "ACCOUNT")
            .when_version(account.version.saturating_sub(1));
        Ok(write
            .set("profile", value::bytes(sealed))
            .set("version", value::number(account.version)))
    }

    /// The write that makes an unverified account active; in another state it is a conflict.
    pub fn activate(&self, id: AccountId, now: Timestamp) -> Write {
        let write = self
            .table
            .update(pk(id), "ACCOUNT")
            .when("standing", value::text(Standing::Unverified.as_str()));
        let write = write
            .set("standing", value::text(Standing::Active.as_str()))
            .set("verified_at", value::time(now));
        write.unset_due().otherwise(TableError::Conflict)
    }

    /// The write that records the acceptance of a policy.
    pub fn accept_policy(
        &self,
        id: AccountId,
        by: MemberId,
        policy: &str,
        now: Timestamp,
    ) -> Write {
        let write =
            self.table.update(pk(id), "ACCOUNT").set("accepted_policy", value::text(policy));
        write
            .set("accepted_policy_at", value::time(now))
            .set("accepted_policy_by", value::text(by.to_string()))
    }

    /// The write that records whether a member wants news by mail.
    pub fn prefer_marketing(&self, account: AccountId, member: MemberId, marketing: bool) -> Write {
        self.table.update(pk(account), member_sk(member)).set("marketing", value::flag(marketing))
    }

    /// The write that lets a transaction pass only while a member's row has this version.
    pub fn check_member(&self, account: AccountId, member: MemberId, version: u64) -> Write {
        self.table.check(pk(account), member_sk(member)).when("version", value::number(version))
    }

    /// The account's key; none once it was deleted.
    async fn key(&self, id: AccountId, now: Timestamp) -> Result<Option<DataKey>, TableError> {
        match self.vault.key(&KeyOf::account(id), now).await {
            Ok(key) => Ok(Some(key)),
            Err(VaultError::NoKey) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Partition of an account.
pub(crate) fn pk(id: AccountId) -> String {
    format!("ACCOUNT#{id}")
}

fn member_sk(id: MemberId) -> String {
    format!("MEMBER#{id}")
}

fn email_pk(index: &BlindIndex) -> String {
    format!("EMAIL#{}", index.as_str())
}

/// When an unverified sign-up is erased.
fn unverified_until(created_at: Timestamp) -> Result<Timestamp, TableError> {
    retention::UNVERIFIED_SIGN_UP.due(created_at).map_err(|_| TableError::Malformed("created_at"))
}

/// What the account used of its plan.
fn letters(item: &Item) -> Result<Letters, TableError> {
    Ok(Letters { used: item.number("letters_used")?, since: item.time("letters_since")? })
}
