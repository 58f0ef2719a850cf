//! Who did what to which id. Table `audit`: `pk = ACCOUNT#<id>`, `sk = <time>#<id>`. No content, no name, no address.

mod receipt;

use jiff::Timestamp;
use practice::id::{AccountId, MemberId};

pub use receipt::Erased;

use super::cursor::List;
use super::{Item, ListError, Listed, Order, Table, TableError, Write, value};
use crate::Platform;
use crate::ids::Ids;
use crate::vault::Vault;

/// Entries of one page.
const PAGE: i32 = 50;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// The account was signed up.
    SignedUp,
    /// The address was proven and the account became active.
    Verified,
    /// A session began.
    SignedIn,
    /// A session was ended by its owner.
    SignedOut,
    /// A wrong password was given.
    SignInRefused,
    /// A refresh token was used twice, and its session ended.
    SessionRevoked,
    /// A new password was asked for.
    ResetRequested,
    /// A new password was set, and all sessions ended.
    PasswordReset,
    /// What the account says of the practice or a person was corrected.
    Corrected,
    /// A change of address was asked for.
    AddressChangeRequested,
    /// The changed address was proven.
    AddressChanged,
    /// News by mail were switched on or off.
    PreferencesChanged,
    /// The present policy was accepted.
    PolicyAccepted,
    /// A case was opened.
    CaseOpened,
    /// A case was corrected.
    CaseCorrected,
    /// A case was deleted.
    CaseDeleted,
    /// A case left as a file that identifies no one.
    CaseExported,
    /// A document was drafted.
    DocumentDrafted,
    /// A document was edited.
    DocumentRevised,
    /// The body of an earlier version became the newest one.
    DocumentRestored,
    /// A document's flags were answered.
    DocumentReviewed,
    /// A clinician vouched for a document.
    DocumentSignedOff,
    /// A document left as a file.
    DocumentExported,
    /// Everything left as a file.
    AccountExported,
    /// A document was deleted.
    DocumentDeleted,
    /// The account's deletion was asked for.
    DeletionRequested,
    /// The account is kept after all.
    DeletionRevoked,
}

impl Deed {
    /// The stored word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignedUp => "signed-up",
            Self::Verified => "verified",
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
            Self::SignInRefused => "sign-in-refused",
            Self::SessionRevoked => "session-revoked",
            Self::ResetRequested => "reset-requested",
            Self::PasswordReset => "password-reset",
            Self::Corrected => "corrected",
            Self::AddressChangeRequested => "address-change-requested",
            Self::AddressChanged => "address-changed",
            Self::PreferencesChanged => "preferences-changed",
            Self::PolicyAccepted => "policy-accepted",
            Self::CaseOpened => "case-opened",
            Self::CaseCorrected => "case-corrected",
            Self::DocumentDrafted => "document-drafted",
            Self::DocumentRevised => "document-revised",
            Self::DocumentRestored => "document-restored",
            Self::DocumentReviewed => "document-reviewed",
            Self::DocumentSignedOff => "document-signed-off",
            Self::DocumentExported => "document-exported",
            Self::AccountExported => "account-exported",
            Self::CaseDeleted => "case-deleted",
            Self::CaseExported => "case-exported",
            Self::DocumentDeleted => "document-deleted",
            Self::DeletionRequested => "deletion-requested",
            Self::DeletionRevoked => "deletion-revoked",
        }
    }
}

/// One entry of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whose account.
    pub account: AccountId,
    /// Who did it.
    pub member: MemberId,
    /// What was done.
    pub deed: Deed,
    /// To what: an id, if it was not the account itself.
    pub object: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// One entry as it was stored: its deed may be a word that today's code does not write any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub member: MemberId,
    /// What was done.
    pub deed: String,
    /// To what.
    pub object: Option<String>,
}

/// The trail.
#[derive(Debug, Clone)]
pub struct Audit {
    table: Table,
}

impl Audit {
    /// Opens the table.
    pub fn open(platform: &Platform) -> Self {
        Self { table: Table::new(&platform.aws.dynamodb, &platform.config.tables.audit, "audit") }
    }

    /// The write that adds an entry; it stands in the transaction of what it tells about.
    ///
    /// # Errors
    /// [`TableError`] when no id can be drawn.
    pub fn entry(&self, entry: &Entry, ids: &dyn Ids) -> Result<Write, TableError> {
        let sk = format!("{}#{}", value::stamp(entry.at), ids.ulid(entry.at)?);
        let item = Item::new(super::accounts::pk(entry.account), sk)
            .with("member", value::text(entry.member.to_string()))
            .with("deed", value::text(entry.deed.as_str()))
            .with_some("object", entry.object.as_ref().map(value::text))
            .with("at", value::time(entry.at));
        Ok(self.table.insert(item))
    }

    /// The account's trail, newest first.
    ///
    /// # Errors
    /// [`ListError::ForeignCursor`] for a cursor that is none of this list.
    pub async fn list(
        &self,
        vault: &Vault,
        account: AccountId,
        cursor: Option<&str>,
        now: Timestamp,
    ) -> Result<Listed<Stored>, ListError> {
        let list = List { account, prefix: "", order: Order::Descending, limit: PAGE };
        let (page, next) = list.page(&self.table, vault, cursor, now).await?;
        let items = page.items.iter().map(stored).collect::<Result<_, _>>()?;
        Ok(Listed { items, next })
    }

    /// Adds an entry for something that writes nothing else.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn record(&self, entry: &Entry, ids: &dyn Ids) -> Result<(), TableError> {
        self.entry(entry, ids)?.run().await.map(drop)
    }
}

fn stored(item: &Item) -> Result<Stored, TableError> {
    Ok(Stored {
        at: item.time("at")?,
        member: item.parsed("member", |text| MemberId::parse(text).ok())?,
        deed: item.text("deed")?.to_owned(),
        object: item.optional("object", Item::text)?.map(str::to_owned),
    })
}
