//! Deletes a document, a case, or, after 28 days in which it can be revoked, the account.

mod case;
mod document;
mod request;
mod revoke;

use std::sync::Arc;

use lambda_http::http::Method;
use lambda_http::{Body, Error, Request, Response};
use platform::Platform;
use platform::config::Limit;
use platform::http::{self, Code, Gate, Problem};
use platform::ids::Ids;
use platform::tables::accounts::Accounts;
use platform::tables::audit::{Audit, Deed, Entry};
use platform::tables::deletions::{Deletions, Doomed};
use platform::tables::ephemeral::limits::Limits;
use platform::tables::outbox::Outbox;
use platform::tables::{TableError, transact};
use platform::vault::Vault;

/// All that deletion may touch; its IAM policy says the same.
pub(crate) struct Delete {
    pub(crate) gate: Gate,
    pub(crate) accounts: Accounts,
    pub(crate) deletions: Deletions,
    pub(crate) outbox: Outbox,
    pub(crate) audit: Audit,
    pub(crate) vault: Vault,
    pub(crate) limits: Limits,
    pub(crate) guesses: Limit,
    pub(crate) ids: Arc<dyn Ids>,
}

impl Delete {
    fn open(platform: &Platform) -> Self {
        let vault = Vault::open(platform);
        Self {
            gate: Gate::open(platform, &vault),
            accounts: Accounts::open(platform, &vault),
            deletions: Deletions::open(platform, &vault),
            outbox: Outbox::open(platform, &vault),
            audit: Audit::open(platform),
            limits: Limits::open(platform),
            guesses: platform.config.limits.sign_in_account,
            ids: Arc::clone(&platform.ids),
            vault,
        }
    }

    async fn answer(&self, request: Request) -> Result<Response<Body>, Problem> {
        match (request.method(), http::path(&request).as_slice()) {
            (&Method::DELETE, ["api", "cases", case]) => case::delete(self, &request, case).await,
            (&Method::DELETE, ["api", "cases", case, "documents", document]) => {
                document::delete(self, &request, case, document).await
            }
            (&Method::POST, ["api", "account", "deletion"]) => {
                request::request(self, &request).await
            }
            (&Method::DELETE, ["api", "account", "deletion"]) => {
                revoke::revoke(self, &request).await
            }
            _ => Err(Problem::new(Code::NotFound)),
        }
    }

    /// Deletes at once, or goes on with what an earlier request began. What is not there is not there for anyone.
    pub(crate) async fn doom(&self, doomed: &Doomed, entry: &Entry) -> Result<(), Problem> {
        let mut writes = self.deletions.begin(entry.account, doomed, entry.at);
        writes.push(self.audit.entry(entry, self.ids.as_ref())?);
        match transact(writes).await {
            Err(TableError::Absent) if self.deletions.is_begun(entry.account, doomed).await? => {}
            Err(TableError::Absent) => return Err(Problem::not_found()),
            other => other?,
        }
        Ok(self.deletions.finish(entry.account, doomed).await?)
    }
}

/// An entry of the trail for what a caller does now.
pub(crate) fn entry(
    caller: &http::Caller,
    deed: Deed,
    object: Option<String>,
    request: &Request,
) -> Entry {
    Entry { account: caller.account, member: caller.member, deed, object, at: http::now(request) }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let platform = Platform::open().await?;
    let delete = Delete::open(&platform);
    http::serve(&platform, |request| delete.answer(request)).await
}
