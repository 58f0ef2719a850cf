//! The end of an account: closing, reopened, purging, gone. Only clear attributes and keys of rows are touched, so that
//! none of it needs a data key, save for finding the addresses that have to be let go.

use jiff::{SignedDuration, Timestamp};
use practice::account::{Deletion, Standing};
use practice::id::{AccountId, MemberId};

use super::{Accounts, email_pk, pk};
use crate::tables::diary::Month;
use crate::tables::erasure::DueKey;
use crate::tables::{Order, Slice, TableError, Write, value};

/// Members of an account that are read at a time.
const MEMBERS: i32 = 50;

/// Something of an account that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// The account itself: never verified, or closing, or its erasure was cut.
    Account(AccountId),
    /// A mail that was not sent, by its sort key.
    Mail(AccountId, String),
    /// A deletion that was cut, by its sort key.
    Deletion(AccountId, String),
}

impl Accounts {
    /// The write that closes an active account. In another state it is a conflict.
    pub fn close(&self, id: AccountId, deletion: &Deletion) -> Write {
        let write = self
            .table
            .update(pk(id), "ACCOUNT")
            .when("standing", value::text(Standing::Active.as_str()));
        let write = write.set("standing", value::text(Standing::Closing.as_str()));
        let write = write.set("deletion_requested_at", value::time(deletion.requested_at));
        let write = write
            .set("purge_after", value::time(deletion.purge_after))
            .set_due(deletion.purge_after);
        write.otherwise(TableError::Conflict)
    }

    /// The write that makes a closing account active again, until its erasure begins. After that it is a conflict.
    pub fn reopen(&self, id: AccountId, now: Timestamp) -> Write {
        let write = self
            .table
            .update(pk(id), "ACCOUNT")
            .when("standing", value::text(Standing::Closing.as_str()));
        let write = write
            .when_above("purge_after", value::time(now))
            .set("standing", value::text(Standing::Active.as_str()));
        let write = write.unset("deletion_requested_at").unset("purge_after").unset_due();
        write.otherwise(TableError::Conflict)
    }

    /// What is due of one month of the index.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn due(&self, month: Month, now: Timestamp) -> Result<Vec<Due>, TableError> {
        let keys = self.table.due(month, now).await?;
        keys.iter().map(|key| due(key).ok_or(TableError::Malformed("sk"))).collect()
    }

    /// Begins the erasure of an account whose time is over and tells whether it was closing (or else never verified). One
    /// that was revoked, or verified, a moment ago is left alone; one whose erasure has begun goes on.
    ///
    /// # Errors
    /// [`TableError::Conflict`] when it is not to be erased, [`TableError::Absent`] when it is gone.
    pub async fn begin_purge(&self, id: AccountId, now: Timestamp) -> Result<bool, TableError> {
        let item = self.table.get(&pk(id), "ACCOUNT").await?.ok_or(TableError::Absent)?;
        let standing = item.parsed("standing", Standing::parse)?;
        let closing = item.has("purge_after");
        if standing != Standing::Purging {
            let after = now.checked_add(SignedDuration::from_millis(1)).unwrap_or(now);
            let write = self
                .table
                .update(pk(id), "ACCOUNT")
                .when("standing", value::text(standing.as_str()));
            let write =
                write.when_below("due_at", value::time(after)).otherwise(TableError::Conflict);
            write.set("standing", value::text(Standing::Purging.as_str())).run().await?;
        }
        Ok(closing)
    }

    /// Lets the addresses of all members go. It needs the account's key: once that is deleted they have been let go.
    ///
    /// # Errors
    /// [`TableError`] when table, vault or index does not answer.
    pub async fn release_addresses(
        &self,
        id: AccountId,
        now: Timestamp,
    ) -> Result<u64, TableError> {
        let (pk, mut after, mut released) = (pk(id), None, 0);
        loop {
            let slice = Slice {
                pk: &pk,
                prefix: "MEMBER#",
                after: after.as_deref(),
                order: Order::Ascending,
                limit: MEMBERS,
            };
            let page = self.table.page(slice).await?;
            for item in &page.items {
                let member =
                    item.parsed("sk", |sk| MemberId::parse(sk.strip_prefix("MEMBER#")?).ok())?;
                released += self.release(id, member, now).await?;
            }
            after = page.next;
            if after.is_none() {
                return Ok(released);
            }
        }
    }

    async fn release(
        &self,
        id: AccountId,
        member: MemberId,
        now: Timestamp,
    ) -> Result<u64, TableError> {
        let Some(person) = self.person(id, member, now).await? else { return Ok(0) };
        let addresses = std::iter::once(&person.member.email).chain(&person.pending_email);
        let mut released = 0;
        for email in addresses {
            let index = self.vault.blind_index(email).await?;
            // Another account may have claimed a pending address since.
            let write = self
                .table
                .delete(email_pk(&index), "EMAIL")
                .when("account", value::text(id.to_string()));
            match write.run().await {
                Ok(()) => released += 1,
                Err(TableError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(released)
    }

    /// Erases the people and everything else of the account but its own row, which tells the sweep to come back.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn erase_people(&self, id: AccountId) -> Result<u64, TableError> {
        self.table.erase(&pk(id), "", Some("ACCOUNT")).await
    }

    /// Removes the account's own row: nothing of the account is left. Again is no error.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn end_purge(&self, id: AccountId) -> Result<(), TableError> {
        let write = self
            .table
            .delete(pk(id), "ACCOUNT")
            .when("standing", value::text(Standing::Purging.as_str()));
        match write.run().await {
            Ok(()) | Err(TableError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The write that sets which plan is paid for.
    pub fn set_plan(&self, id: AccountId, plan: practice::plan::Plan) -> Write {
        self.table.update(pk(id), "ACCOUNT").set("plan", value::text(plan.as_str()))
    }
}

fn due(key: &DueKey) -> Option<Due> {
    let account = AccountId::parse(key.pk.strip_prefix("ACCOUNT#")?).ok()?;
    match key.sk.split_once('#') {
        None => Some(Due::Account(account)),
        Some(("OUTBOX", _)) => Some(Due::Mail(account, key.sk.clone())),
        Some(("ERASE", _)) => Some(Due::Deletion(account, key.sk.clone())),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_is_told_by_its_key() {
        let account = "01JD00000000000000000000AA";
        let id = AccountId::parse(account).unwrap();
        let read = |sk: &str| due(&DueKey { pk: format!("ACCOUNT#{account}"), sk: sk.to_owned() });
        assert_eq!(read("ACCOUNT"), Some(Due::Account(id)));
        assert_eq!(read("OUTBOX#1"), Some(Due::Mail(id, "OUTBOX#1".to_owned())));
        assert_eq!(read("ERASE#CASE#1"), Some(Due::Deletion(id, "ERASE#CASE#1".to_owned())));
        assert_eq!(read("MEMBER#1"), None);
    }
}
