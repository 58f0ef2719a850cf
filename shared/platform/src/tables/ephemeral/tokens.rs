//! One-time tokens: `pk = TOKEN#<purpose>#<digest>`, `sk = TOKEN`. The token itself is in the mail only.

use jiff::Timestamp;
use practice::id::{AccountId, MemberId};

use super::{expiring, is_alive, later, table};
use crate::Platform;
use crate::ids::Token;
use crate::tables::{Item, Table, TableError, Write, value};

/// What a token is for; it opens nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Prove that a new account's address is the person's own.
    VerifyAddress,
    /// Set a new password.
    ResetPassword,
    /// Prove that a changed address is the person's own.
    ChangeAddress,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::VerifyAddress => "VERIFY",
            Self::ResetPassword => "RESET",
            Self::ChangeAddress => "CHANGE",
        }
    }

    /// How long the token is good for: a day for addresses, half an hour for passwords (OWASP ASVS 5.0, 6.5.5).
    pub const fn lifetime_seconds(self) -> i64 {
        match self {
            Self::VerifyAddress | Self::ChangeAddress => 24 * 60 * 60,
            Self::ResetPassword => 30 * 60,
        }
    }
}

/// Whose token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    /// Whose account.
    pub account: AccountId,
    /// Who.
    pub member: MemberId,
    /// Version of the member's row for which the token was made; a token for an earlier state opens nothing.
    pub version: u64,
}

/// The one-time tokens.
#[derive(Debug, Clone)]
pub struct Tokens {
    table: Table,
}

impl Tokens {
    /// Opens the table.
    pub fn open(platform: &Platform) -> Self {
        Self { table: table(platform) }
    }

    /// The write that makes a token good from now on for its purpose's lifetime.
    pub fn insert(
        &self,
        purpose: Purpose,
        token: &Token,
        bearer: &Bearer,
        now: Timestamp,
    ) -> Write {
        self.table.insert(row(purpose, token, bearer, now))
    }

    /// Whose the token is, while it is good.
    ///
    /// # Errors
    /// [`TableError`] when the table does not answer.
    pub async fn find(
        &self,
        purpose: Purpose,
        token: &Token,
        now: Timestamp,
    ) -> Result<Option<Bearer>, TableError> {
        let Some(item) = self.table.get(&pk(purpose, token), "TOKEN").await? else {
            return Ok(None);
        };
        if is_alive(&item, now)? { bearer(&item).map(Some) } else { Ok(None) }
    }

    /// The write that uses the token up. It stands in the transaction with what the token opens, so that one token
    /// opens one thing once; for a token that is used or has run out the transaction is a conflict.
    pub fn consume(&self, purpose: Purpose, token: &Token, now: Timestamp) -> Write {
        let delete = self.table.delete(pk(purpose, token), "TOKEN").when_present();
        delete
            .when_above("expires_at", value::number(now.as_second()))
            .otherwise(TableError::Conflict)
    }
}

fn pk(purpose: Purpose, token: &Token) -> String {
    format!("TOKEN#{}#{}", purpose.as_str(), token.digest())
}

fn row(purpose: Purpose, token: &Token, bearer: &Bearer, now: Timestamp) -> Item {
    let item = Item::new(pk(purpose, token), "TOKEN")
        .with("account", value::text(bearer.account.to_string()))
        .with("member", value::text(bearer.member.to_string()))
        .with("member_version", value::number(bearer.version));
    expiring(item, later(now, purpose.lifetime_seconds()))
}

fn bearer(item: &Item) -> Result<Bearer, TableError> {
    Ok(Bearer {
        account: item.parsed("account", |text| AccountId::parse(text).ok())?,
        member: item.parsed("member", |text| MemberId::parse(text).ok())?,
        version: item.number("member_version")?,
    })
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    #[test]
    fn a_token_is_stored_by_its_digest_and_reads_back_whose_it_is() {
        let whose =
            Bearer { account: AccountId::new(Ulid(1)), member: MemberId::new(Ulid(2)), version: 3 };
        let now: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
        let token = Token::presented("secret-of-the-mail");
        let item = row(Purpose::ResetPassword, &token, &whose, now);
        assert_eq!(bearer(&item).unwrap(), whose);
        assert!(!item.text("pk").unwrap().contains("secret"));
        assert!(is_alive(&item, "2026-11-25T12:29:59Z".parse().unwrap()).unwrap());
        assert!(!is_alive(&item, "2026-11-25T12:30:00Z".parse().unwrap()).unwrap());
    }

    #[test]
    fn a_token_for_one_purpose_is_found_under_no_other() {
        let token = Token::presented("t");
        assert_ne!(pk(Purpose::VerifyAddress, &token), pk(Purpose::ResetPassword, &token));
    }
}
