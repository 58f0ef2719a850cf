//! What we hold about an account: see it, correct it, say what may be done with it.

mod correct;
mod policy;
mod preferences;
mod read;
mod trail;
mod unsubscribe;

use std::sync::Arc;

use lambda_http::{Body, Request, Response};
use platform::Platform;
use platform::config::Limits as Bounds;
use platform::http::{self, Gate, Problem};
use platform::ids::Ids;
use platform::tables::accounts::Accounts;
use platform::tables::audit::Audit;
use platform::tables::ephemeral::limits::Limits;
use platform::tables::ephemeral::tokens::Tokens;
use platform::tables::outbox::Outbox;
use platform::vault::Vault;

/// All that the account page may touch; its IAM policy says the same.
pub(crate) struct AccountPage {
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) vault: Vault,
    pub(crate) gate: Gate,
    pub(crate) accounts: Accounts,
    pub(crate) tokens: Tokens,
    pub(crate) outbox: Outbox,
    pub(crate) audit: Audit,
    pub(crate) limits: Limits,
    pub(crate) bounds: Bounds,
}

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    let platform = Platform::open().await?;
    let vault = Vault::open(&platform);
    let page = AccountPage {
        ids: Arc::clone(&platform.ids),
        gate: Gate::open(&platform, &vault),
        accounts: Accounts::open(&platform, &vault),
        tokens: Tokens::open(&platform),
        outbox: Outbox::open(&platform, &vault),
        audit: Audit::open(&platform),
        limits: Limits::open(&platform),
        bounds: platform.config.limits.clone(),
        vault,
    };
    let page = &page;
    http::serve(&platform, |request| route(page, request)).await
}

async fn route(page: &AccountPage, request: Request) -> Result<Response<Body>, Problem> {
    match (request.method().as_str(), http::path(&request).as_slice()) {
        ("GET", ["api", "account"]) => read::read(page, request).await,
        ("PATCH", ["api", "account"]) => correct::correct(page, request).await,
        ("GET", ["api", "account", "preferences"]) => preferences::read(page, request).await,
        ("PUT", ["api", "account", "preferences"]) => preferences::change(page, request).await,
        ("POST", ["api", "account", "policy"]) => policy::accept(page, request).await,
        ("GET", ["api", "account", "audit"]) => trail::list(page, request).await,
        ("POST", ["api", "unsubscribe"]) => unsubscribe::unsubscribe(page, request).await,
        _ => Err(Problem::not_found()),
    }
}
