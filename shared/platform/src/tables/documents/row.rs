//! The rows of a document: its present state, and one for each version.

use casework::document::{Document, State};
use jiff::Timestamp;
use practice::id::MemberId;
use serde::Serialize;
use zeroize::Zeroizing;

use super::DocumentKey;
use crate::ids::Ids;
use crate::tables::{Item, TableError, value};
use crate::vault::{Address, DataKey};

/// A document and when it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// The document.
    pub document: Document,
    /// When its first version was written.
    pub created_at: Timestamp,
    /// When it was written last.
    pub changed_at: Timestamp,
    /// How often it was written.
    pub(in crate::tables) writes: u64,
}

/// What a list tells of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionNote {
    /// Which.
    pub version: u64,
    /// How far it came.
    pub state: State,
    /// When it was written last.
    pub changed_at: Timestamp,
    /// By whom.
    pub changed_by: String,
}

/// The row of the present state.
pub(super) fn present(
    key: DocumentKey,
    stored: &StoredDocument,
    data_key: &DataKey,
    ids: &dyn Ids,
) -> Result<Item, TableError> {
    let (pk, sk) = (key.pk(), key.sk());
    let sealed = seal(&pk, &sk, stored, data_key, ids)?;
    let exported_at = stored.document.exported_at.map(value::time);
    Ok(Item::new(pk, sk)
        .with("document", value::bytes(sealed))
        .with("writes", value::number(stored.writes))
        .with("version", value::number(stored.document.version))
        .with("created_at", value::time(stored.created_at))
        .with("changed_at", value::time(stored.changed_at))
        .with_some("exported_at", exported_at))
}

/// Opens the row of the present state.
pub(super) fn stored(
    key: DocumentKey,
    item: &Item,
    data_key: &DataKey,
) -> Result<StoredDocument, TableError> {
    let mut document = content(&key.pk(), &key.sk(), item, data_key)?;
    document.exported_at = item.optional("exported_at", Item::time)?;
    Ok(StoredDocument {
        document,
        created_at: item.time("created_at")?,
        changed_at: item.time("changed_at")?,
        writes: item.number("writes")?,
    })
}

/// The row of the document's version.
pub(super) fn version(
    key: DocumentKey,
    stored: &StoredDocument,
    by: MemberId,
    data_key: &DataKey,
    ids: &dyn Ids,
) -> Result<Item, TableError> {
    let (pk, sk) = (key.pk(), key.version_sk(stored.document.version));
    let sealed = seal(&pk, &sk, stored, data_key, ids)?;
    Ok(Item::new(pk, sk)
        .with("document", value::bytes(sealed))
        .with("writes", value::number(stored.writes))
        .with("version", value::number(stored.document.version))
        .with("state", value::text(word(stored.document.state)))
        .with("changed_at", value::time(stored.changed_at))
        .with("changed_by", value::text(by.to_string())))
}

/// What a version's row tells without being opened.
pub(super) fn note(item: &Item) -> Result<VersionNote, TableError> {
    Ok(VersionNote {
        version: item.number("version")?,
        state: item.parsed("state", state)?,
        changed_at: item.time("changed_at")?,
        changed_by: item.text("changed_by")?.to_owned(),
    })
}

/// Opens the document of either row.
pub(super) fn content(
    pk: &str,
    sk: &str,
    item: &Item,
    data_key: &DataKey,
) -> Result<Document, TableError> {
    let writes = item.number("writes")?;
    let plain = data_key.open(address(pk, sk, writes), item.bytes("document")?)?;
    serde_json::from_slice(&plain).map_err(|_| TableError::Malformed("document"))
}

fn seal(
    pk: &str,
    sk: &str,
    stored: &StoredDocument,
    data_key: &DataKey,
    ids: &dyn Ids,
) -> Result<Vec<u8>, TableError> {
    let plain = serde_json::to_vec(&stored.document)
        .map(Zeroizing::new)
        .map_err(|_| TableError::Malformed("document"))?;
    Ok(data_key.seal(ids, address(pk, sk, stored.writes), &plain)?)
}

fn address<'a>(pk: &'a str, sk: &'a str, writes: u64) -> Address<'a> {
    Address { table: "cases", pk, sk, field: "document", version: writes }
}

const STATES: [(State, &str); 3] =
    [(State::Draft, "draft"), (State::Reviewed, "reviewed"), (State::SignedOff, "signed_off")];

fn word(state: State) -> &'static str {
    match state {
        State::Draft => "draft",
        State::Reviewed => "reviewed",
        State::SignedOff => "signed_off",
    }
}

fn state(word: &str) -> Option<State> {
    STATES.iter().find(|(_, known)| *known == word).map(|(state, _)| *state)
}
