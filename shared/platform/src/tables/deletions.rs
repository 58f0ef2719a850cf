//! Deleting a case or a document, so that it is gone at once and for good whatever happens in between.
//!
//! One transaction takes the row itself, a case's key, and leaves a note (`accounts`: `sk = ERASE#<sort key>`, due at once);
//! then the rows below it go, and the note last. If it is cut, the note tells a retry and the sweep to go on.

use casework::case::{CaseId, DocumentId};
use jiff::Timestamp;
use practice::id::AccountId;

use super::{Item, Table, TableError, Write, accounts, cases, documents, value};
use crate::Platform;
use crate::vault::{KeyOf, Vault};

/// What is to be deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doomed {
    /// A case with all its documents.
    Case(CaseId),
    /// A document with all its versions.
    Document(CaseId, DocumentId),
}

impl Doomed {
    fn sk(&self) -> String {
        match self {
            Self::Case(case) => cases::sk(*case),
            Self::Document(case, document) => documents::sk(*case, *document),
        }
    }
}

/// The deletions.
#[derive(Debug, Clone)]
pub struct Deletions {
    accounts: Table,
    cases: Table,
    vault: Vault,
}

impl Deletions {
    /// Opens the tables.
    pub fn open(platform: &Platform, vault: &Vault) -> Self {
        let tables = &platform.config.tables;
        Self {
            accounts: Table::new(&platform.aws.dynamodb, &tables.accounts, "accounts"),
            cases: Table::new(&platform.aws.dynamodb, &tables.cases, "cases"),
            vault: vault.clone(),
        }
    }

    /// The writes after which it is gone for every reader, for one transaction. [`TableError::Absent`] if it is not there.
    pub fn begin(&self, account: AccountId, doomed: &Doomed, now: Timestamp) -> Vec<Write> {
        let (pk, sk) = (accounts::pk(account), doomed.sk());
        let row = self.cases.delete(&pk, &sk).when_present().otherwise(TableError::Absent);
        let note = self
            .accounts
            .put(Item::new(pk, note(&sk)).with("begun_at", value::time(now)).with_due(now));
        match doomed {
            Doomed::Case(case) => vec![row, note, self.vault.delete(&KeyOf::case(account, case))],
            Doomed::Document(..) => vec![row, note],
        }
    }

    /// Whether its deletion was begun and cut.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn is_begun(&self, account: AccountId, doomed: &Doomed) -> Result<bool, TableError> {
        Ok(self.accounts.get(&accounts::pk(account), &note(&doomed.sk())).await?.is_some())
    }

    /// Erases what is left below it, then the note. May run twice.
    ///
    /// # Errors
    /// [`TableError`] when a table does not answer; the note then stays.
    pub async fn finish(&self, account: AccountId, doomed: &Doomed) -> Result<(), TableError> {
        self.erase_below(account, &doomed.sk()).await
    }

    /// Goes on with a deletion that was cut, by its note's sort key.
    ///
    /// # Errors
    /// [`TableError`] when a table does not answer; the note then stays.
    pub async fn resume(&self, account: AccountId, note: &str) -> Result<(), TableError> {
        let sk = note.strip_prefix("ERASE#").ok_or(TableError::Malformed("sk"))?;
        self.erase_below(account, sk).await
    }

    /// Erases all cases of an account.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn erase_cases(&self, account: AccountId) -> Result<u64, TableError> {
        self.cases.erase(&accounts::pk(account), "", None).await
    }

    async fn erase_below(&self, account: AccountId, sk: &str) -> Result<(), TableError> {
        let pk = accounts::pk(account);
        let below = documents::below(sk).ok_or(TableError::Malformed("sk"))?;
        self.cases.erase(&pk, &below, None).await?;
        self.accounts.delete(pk, note(sk)).run().await.map(drop)
    }
}

fn note(sk: &str) -> String {
    format!("ERASE#{sk}")
}
