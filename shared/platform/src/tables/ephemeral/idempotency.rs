//! Requests that may be one. `pk = ONCE#<digest of account, route and key>`, `sk = ONCE`: what the first of them made, and
//! a digest of its body, for a day.
//!
//! The row is written in the transaction that makes the thing, so that of two equal requests one makes it and the other
//! finds it. Digests take in the client's own random key: they say nothing of a body to who cannot guess that.

use aws_lc_rs::digest::{Context, SHA256};
use jiff::Timestamp;
use practice::id::AccountId;

use super::{expiring, is_alive, later, table};
use crate::Platform;
use crate::http::IdempotencyKey;
use crate::tables::{Item, Table, TableError, Write, value};

/// How long a client may repeat itself.
const KEPT_SECONDS: i64 = 24 * 60 * 60;

/// The table.
#[derive(Debug, Clone)]
pub struct Once {
    table: Table,
}

/// What a request claims to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pk: String,
    body: String,
}

impl Claim {
    /// The claim of a request of this account to this route, with this key and body.
    pub fn new(account: AccountId, route: &'static str, key: &IdempotencyKey, body: &[u8]) -> Self {
        let account = account.to_string();
        let pk = digest(&[account.as_bytes(), route.as_bytes(), key.as_str().as_bytes()]);
        let body = digest(&[pk.as_bytes(), key.as_str().as_bytes(), body]);
        Self { pk: format!("ONCE#{pk}"), body }
    }
}

impl Once {
    /// Opens the table.
    pub fn open(platform: &Platform) -> Self {
        Self { table: table(platform) }
    }

    /// The id that the first request with this claim made, if there was one.
    ///
    /// # Errors
    /// [`TableError::Conflict`] if its key was used with another body.
    pub async fn find(&self, claim: &Claim, now: Timestamp) -> Result<Option<String>, TableError> {
        let Some(item) = self.table.get(&claim.pk, "ONCE").await? else { return Ok(None) };
        if !is_alive(&item, now)? {
            return Ok(None);
        }
        if item.text("body")? != claim.body {
            return Err(TableError::Conflict);
        }
        item.text("made").map(|made| Some(made.to_owned()))
    }

    /// The write that keeps what this request makes; if another one was first it is [`TableError::Conflict`].
    pub fn keep(&self, claim: &Claim, made: &str, now: Timestamp) -> Write {
        let item = Item::new(&claim.pk, "ONCE")
            .with("body", value::text(&claim.body))
            .with("made", value::text(made));
        let item = expiring(item, later(now, KEPT_SECONDS));
        self.table.put(item).when_missing_or_below("expires_at", value::number(now.as_second()))
    }
}

/// SHA-256 in hexadecimal of parts that cannot run into each other.
fn digest(parts: &[&[u8]]) -> String {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(&part.len().to_be_bytes());
        context.update(part);
    }
    hex::encode(context.finish())
}

#[cfg(test)]
mod tests {
    use lambda_http::{Body, Request};
    use ulid::Ulid;

    use super::*;

    fn key(text: &str) -> IdempotencyKey {
        let mut request = Request::new(Body::Empty);
        request.headers_mut().insert("idempotency-key", text.parse().unwrap());
        crate::http::idempotency_key(&request).unwrap().unwrap()
    }

    #[test]
    fn a_claim_is_of_one_account_route_key_and_body() {
        let account = AccountId::new(Ulid::nil());
        let claim = Claim::new(account, "cases", &key("k1"), b"{}");
        assert_eq!(claim, Claim::new(account, "cases", &key("k1"), b"{}"));
        let other_body = Claim::new(account, "cases", &key("k1"), b"{ }");
        assert_eq!(claim.pk, other_body.pk);
        assert_ne!(claim.body, other_body.body);
        let others = [
            Claim::new(AccountId::new(Ulid::from_parts(1, 1)), "cases", &key("k1"), b"{}"),
            Claim::new(account, "draft", &key("k1"), b"{}"),
            Claim::new(account, "cases", &key("k2"), b"{}"),
        ];
        assert!(others.iter().all(|other| other.pk != claim.pk && other.body != claim.body));
    }
}
