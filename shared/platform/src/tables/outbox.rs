//! Mail on its way: rows `pk = ACCOUNT#<id>`, `sk = OUTBOX#<id>` of table `accounts`. Written in the transaction of what
//! the mail is about, sent right after, deleted once sent; what stays behind is due at once and sent by the sweep.

use std::fmt;

use jiff::Timestamp;
use practice::email::Email;
use practice::id::AccountId;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Item, Table, TableError, Write, accounts, value};
use crate::Platform;
use crate::log;
use crate::mail::{Mail, MailFailed, Mailer, Message};
use crate::vault::{Address, DataKey, KeyOf, Vault};

/// The outbox.
#[derive(Debug, Clone)]
pub struct Outbox {
    table: Table,
    vault: Vault,
    mailer: Mailer,
    function: String,
}

/// A mail that was written to the outbox, still at hand.
pub struct Posted {
    account: AccountId,
    sk: String,
    mail: Mail,
}

impl fmt::Debug for Posted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Posted(…)")
    }
}

/// Why a mail of the outbox was not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The row could not be read or deleted.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The service did not take it.
    #[error(transparent)]
    Mail(#[from] MailFailed),
}

#[derive(Serialize, Deserialize)]
struct MailRow {
    to: String,
    message: Message,
}

impl Outbox {
    /// Opens the outbox.
    pub fn open(platform: &Platform, vault: &Vault) -> Self {
        Self {
            table: Table::new(&platform.aws.dynamodb, &platform.config.tables.accounts, "accounts"),
            vault: vault.clone(),
            mailer: Mailer::open(platform),
            function: platform.config.function.clone(),
        }
    }

    /// The write that puts a mail into the outbox, and the mail itself for [`Outbox::deliver`] once the write was run.
    ///
    /// # Errors
    /// [`TableError`] when it cannot be sealed.
    pub fn post(
        &self,
        account: AccountId,
        key: &DataKey,
        mail: Mail,
        now: Timestamp,
    ) -> Result<(Write, Posted), TableError> {
        let (pk, sk) = (accounts::pk(account), format!("OUTBOX#{}", self.vault.ids().ulid(now)?));
        let row = MailRow { to: mail.to.as_str().to_owned(), message: mail.message.clone() };
        let plain = serde_json::to_vec(&row)
            .map(Zeroizing::new)
            .map_err(|_| TableError::Malformed("mail"))?;
        let sealed = key.seal(self.vault.ids(), address(&pk, &sk), &plain)?;
        let item = Item::new(pk, &sk)
            .with("mail", value::bytes(sealed))
            .with("created_at", value::time(now))
            .with_due(now);
        Ok((self.table.insert(item), Posted { account, sk, mail }))
    }

    /// Sends a mail that was just posted. A failure is noted and left to the sweep: what the mail is about has happened.
    pub async fn deliver(&self, posted: Posted) {
        if let Err(failed) = self.send(posted.account, &posted.sk, &posted.mail).await {
            log::note("mail-left-to-sweep", &self.function, &failed.to_string());
        }
    }

    /// Sends a mail that was left behind; one that is gone was sent.
    ///
    /// # Errors
    /// [`NotSent`]; the mail then stays for the next sweep.
    pub async fn resend(
        &self,
        account: AccountId,
        sk: &str,
        now: Timestamp,
    ) -> Result<(), NotSent> {
        let pk = accounts::pk(account);
        let Some(item) = self.table.get(&pk, sk).await? else { return Ok(()) };
        let key = self.vault.key(&KeyOf::account(account), now).await.map_err(TableError::from)?;
        let plain = key.open(address(&pk, sk), item.bytes("mail")?).map_err(TableError::from)?;
        let row: MailRow =
            serde_json::from_slice(&plain).map_err(|_| TableError::Malformed("mail"))?;
        let to = Email::parse(&row.to).map_err(|_| TableError::Malformed("mail"))?;
        self.send(account, sk, &Mail { to, message: row.message }).await
    }

    async fn send(&self, account: AccountId, sk: &str, mail: &Mail) -> Result<(), NotSent> {
        self.mailer.send(mail).await?;
        self.table.delete(accounts::pk(account), sk).run().await?;
        Ok(())
    }
}

fn address<'a>(pk: &'a str, sk: &'a str) -> Address<'a> {
    Address { table: "accounts", pk, sk, field: "mail", version: 1 }
}
