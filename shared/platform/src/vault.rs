//! Data keys: one for each account and one for each case, wrapped by KMS, kept in a table of their own. Deleting the
//! row is the deletion of everything the key ever sealed.
//!
//! Table `keys`: `pk = ACCOUNT#<id>`, `sk = ACCOUNT` or `CASE#<id>`.

mod sealed;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{DataKeySpec, MacAlgorithmSpec};
use jiff::{SignedDuration, Timestamp};
use practice::email::Email;
use practice::id::AccountId;
use zeroize::Zeroizing;

pub use sealed::{Address, DataKey, SealBroken};

use crate::Platform;
use crate::aws::{Failure, failure};
use crate::ids::Ids;
use crate::tables::{Item, Table, TableError, Write, value};

/// How long a plaintext key may stay in memory.
const CACHED: SignedDuration = SignedDuration::from_mins(5);
/// How many plaintext keys may stay in memory.
const CACHED_KEYS: usize = 64;
/// What the keys are for, in every encryption context.
const PURPOSE: &str = "content";

/// Why a key or an index is not to be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The key was deleted, and with it all that it sealed; or it never was.
    #[error("there is no such key")]
    NoKey,
    /// KMS or the table of keys does not answer.
    #[error("vault does not answer: {0}")]
    Busy(&'static str),
    /// Refused with this error code.
    #[error("vault refused: {0}")]
    Refused(String),
    /// A stored key is unreadable.
    #[error("a stored key is unreadable")]
    Malformed,
    /// A field could not be sealed or opened.
    #[error(transparent)]
    Seal(#[from] SealBroken),
}

/// Whose key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyOf {
    account: AccountId,
    case: Option<String>,
}

impl KeyOf {
    /// The key of an account: names, addresses, what the account says of itself.
    pub fn account(account: AccountId) -> Self {
        Self { account, case: None }
    }

    /// The key of one case and all its documents.
    pub fn case(account: AccountId, case: impl fmt::Display) -> Self {
        Self { account, case: Some(case.to_string()) }
    }

    fn pk(&self) -> String {
        format!("ACCOUNT#{}", self.account)
    }

    fn sk(&self) -> String {
        self.case.as_ref().map_or_else(|| "ACCOUNT".to_owned(), |case| format!("CASE#{case}"))
    }

    /// What KMS binds the wrapped key to. It stands in CloudTrail in clear, so it holds opaque ids only.
    fn context(&self) -> HashMap<String, String> {
        let mut context = HashMap::from([
            ("account".to_owned(), self.account.to_string()),
            ("purpose".to_owned(), PURPOSE.to_owned()),
        ]);
        context.extend(self.case.iter().map(|case| ("case".to_owned(), case.clone())));
        context
    }
}

/// A key that was just generated and is not stored yet.
#[derive(Debug)]
pub struct NewKey {
    /// The key, ready to seal with.
    pub key: DataKey,
    of: KeyOf,
    wrapped: Vec<u8>,
}

/// The keyed index under which an address is found without being stored.
#[derive(Clone, PartialEq, Eq)]
pub struct BlindIndex(String);

impl BlindIndex {
    /// HMAC-SHA256 in hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for BlindIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlindIndex(…)")
    }
}

/// Where keys come from.
#[derive(Clone)]
pub struct Vault {
    kms: aws_sdk_kms::Client,
    data_key: String,
    lookup_key: String,
    table: Table,
    ids: Arc<dyn Ids>,
    cache: Arc<Mutex<HashMap<KeyOf, (DataKey, Timestamp)>>>,
}

impl Vault {
    /// Opens the vault of this platform.
    pub fn open(platform: &Platform) -> Self {
        Self {
            kms: platform.aws.kms.clone(),
            data_key: platform.config.data_key.clone(),
            lookup_key: platform.config.lookup_key.clone(),
            table: Table::new(&platform.aws.dynamodb, &platform.config.tables.keys, "keys"),
            ids: Arc::clone(&platform.ids),
            cache: Arc::default(),
        }
    }

    /// Generates a key. It counts only once [`Vault::insert`] was run.
    ///
    /// # Errors
    /// [`VaultError`] when KMS refuses or does not answer.
    pub async fn generate(&self, of: KeyOf) -> Result<NewKey, VaultError> {
        let answer = self
            .kms
            .generate_data_key()
            .key_id(&self.data_key)
            .key_spec(DataKeySpec::Aes256)
            .set_encryption_context(Some(of.context()))
            .send()
            .await
            .map_err(|error| refused("generate key", failure(&error)))?;
        let plain = answer
            .plaintext
            .map(|blob| Zeroizing::new(blob.into_inner()))
            .ok_or(VaultError::Malformed)?;
        let wrapped = answer.ciphertext_blob.ok_or(VaultError::Malformed)?.into_inner();
        let key = DataKey::new(&plain, 1).ok_or(VaultError::Malformed)?;
        Ok(NewKey { key, of, wrapped })
    }

    /// The write that stores a new key; a key that is already there is a conflict.
    pub fn insert(&self, new: &NewKey, now: Timestamp) -> Write {
        let row = Item::new(new.of.pk(), new.of.sk())
            .with("wrapped", value::bytes(new.wrapped.clone()))
            .with("version", value::number(1))
            .with("created_at", value::time(now));
        self.table.insert(row)
    }

    /// The write that lets a transaction pass only while the key stands: nothing may be sealed under a deleted key.
    pub fn check(&self, of: &KeyOf) -> Write {
        self.table.check(of.pk(), of.sk()).otherwise(TableError::Absent)
    }

    /// The write that deletes the key for good, and with it what it sealed. Again is no error.
    pub fn delete(&self, of: &KeyOf) -> Write {
        self.cached().remove(of);
        self.table.delete(of.pk(), of.sk())
    }

    /// Deletes every key of an account for good, its cases' keys included, and answers how many there were.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn erase(&self, account: AccountId) -> Result<u64, TableError> {
        self.cached().retain(|of, _| of.account != account);
        self.table.erase(&KeyOf::account(account).pk(), "", None).await
    }

    /// The key, from memory for at most five minutes of event time, else from the table through KMS.
    ///
    /// # Errors
    /// [`VaultError::NoKey`] when it was deleted.
    pub async fn key(&self, of: &KeyOf, now: Timestamp) -> Result<DataKey, VaultError> {
        if let Some(key) = self.remembered(of, now) {
            return Ok(key);
        }
        let row = self
            .table
            .get(&of.pk(), &of.sk())
            .await
            .map_err(from_table)?
            .ok_or(VaultError::NoKey)?;
        let wrapped = row.bytes("wrapped").map_err(from_table)?.to_vec();
        let version = row.number("version").map_err(from_table)?;
        let answer = self
            .kms
            .decrypt()
            .key_id(&self.data_key)
            .ciphertext_blob(Blob::new(wrapped))
            .set_encryption_context(Some(of.context()))
            .send()
            .await
            .map_err(|error| refused("unwrap key", failure(&error)))?;
        let plain = answer
            .plaintext
            .map(|blob| Zeroizing::new(blob.into_inner()))
            .ok_or(VaultError::Malformed)?;
        let key = DataKey::new(&plain, version).ok_or(VaultError::Malformed)?;
        self.remember(of, &key, now);
        Ok(key)
    }

    /// Where an address is to be found. The key of this index never leaves KMS.
    ///
    /// # Errors
    /// [`VaultError`] when KMS refuses or does not answer.
    pub async fn blind_index(&self, email: &Email) -> Result<BlindIndex, VaultError> {
        let message = format!("luma:email:v1|{}", email.as_str());
        let answer = self
            .kms
            .generate_mac()
            .key_id(&self.lookup_key)
            .mac_algorithm(MacAlgorithmSpec::HmacSha256)
            .message(Blob::new(message))
            .send()
            .await
            .map_err(|error| refused("index address", failure(&error)))?;
        Ok(BlindIndex(hex::encode(answer.mac.ok_or(VaultError::Malformed)?)))
    }

    /// Randomness, for sealing.
    pub fn ids(&self) -> &dyn Ids {
        self.ids.as_ref()
    }

    fn remembered(&self, of: &KeyOf, now: Timestamp) -> Option<DataKey> {
        let cache = self.cached();
        let (key, since) = cache.get(of)?;
        is_fresh(*since, now).then(|| key.clone())
    }

    fn remember(&self, of: &KeyOf, key: &DataKey, now: Timestamp) {
        let mut cache = self.cached();
        cache.retain(|_, (_, since)| is_fresh(*since, now));
        if cache.len() >= CACHED_KEYS {
            cache.clear();
        }
        cache.insert(of.clone(), (key.clone(), now));
    }

    fn cached(&self) -> MutexGuard<'_, HashMap<KeyOf, (DataKey, Timestamp)>> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault")
    }
}

/// A clock that went backwards does not keep a key alive.
fn is_fresh(since: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(since);
    !age.is_negative() && age < CACHED
}

fn refused(operation: &'static str, failure: Failure) -> VaultError {
    match failure {
        Failure::Busy => VaultError::Busy(operation),
        // A disabled key is out of service, not gone: the request may succeed once it is back.
        Failure::Refused(code) if code == "DisabledException" => VaultError::Busy(operation),
        Failure::Refused(code) => VaultError::Refused(code),
    }
}

fn from_table(error: TableError) -> VaultError {
    match error {
        TableError::Busy(operation) => VaultError::Busy(operation),
        TableError::Refused { code, .. } => VaultError::Refused(code),
        TableError::Vault(error) => error,
        TableError::Conflict
        | TableError::Stale
        | TableError::Absent
        | TableError::Malformed(_) => VaultError::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    #[test]
    fn a_key_is_bound_to_its_account_and_case() {
        let account = AccountId::new(Ulid::nil());
        let context = KeyOf::case(account, "01C").context();
        assert_eq!(context["account"], account.to_string());
        assert_eq!(context["case"], "01C");
        assert_eq!(context["purpose"], "content");
        assert_eq!(KeyOf::account(account).context().len(), 2);
    }

    #[test]
    fn a_remembered_key_is_forgotten_after_five_minutes_and_when_the_clock_goes_back() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let since = at("2026-11-25T10:00:00Z");
        assert!(is_fresh(since, at("2026-11-25T10:04:59Z")));
        assert!(!is_fresh(since, at("2026-11-25T10:05:00Z")));
        assert!(!is_fresh(since, at("2026-11-25T09:59:59Z")));
    }
}
