//! Sessions and passwords: sign in, refresh, sign out, forgotten password.

mod forgot;
mod refresh;
mod reset;
mod sign_in;
mod sign_out;
mod view;

use std::sync::Arc;

use lambda_http::{Body, Request, Response};
use platform::Platform;
use platform::config::Limits as Bounds;
use platform::http::session::SessionTokens;
use platform::http::{self, Gate, Problem};
use platform::ids::Ids;
use platform::tables::accounts::Accounts;
use platform::tables::audit::Audit;
use platform::tables::ephemeral::limits::Limits;
use platform::tables::ephemeral::sessions::Sessions;
use platform::tables::ephemeral::tokens::Tokens;
use platform::tables::outbox::Outbox;
use platform::vault::Vault;

/// All that sessions may touch; the IAM policy says the same.
pub(crate) struct Session {
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) vault: Vault,
    pub(crate) gate: Gate,
    pub(crate) mint: SessionTokens,
    pub(crate) accounts: Accounts,
    pub(crate) sessions: Sessions,
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
    let session = Session {
        ids: Arc::clone(&platform.ids),
        gate: Gate::open(&platform, &vault),
        mint: SessionTokens::open(&platform),
        accounts: Accounts::open(&platform, &vault),
        sessions: Sessions::open(&platform),
        tokens: Tokens::open(&platform),
        outbox: Outbox::open(&platform, &vault),
        audit: Audit::open(&platform),
        limits: Limits::open(&platform),
        bounds: platform.config.limits.clone(),
        vault,
    };
    let session = &session;
    http::serve(&platform, |request| route(session, request)).await
}

async fn route(session: &Session, request: Request) -> Result<Response<Body>, Problem> {
    match (request.method().as_str(), http::path(&request).as_slice()) {
        ("POST", ["api", "session"]) => sign_in::sign_in(session, request).await,
        ("DELETE", ["api", "session"]) => sign_out::sign_out(session, request).await,
        ("POST", ["api", "session", "refresh"]) => refresh::refresh(session, request).await,
        ("POST", ["api", "password", "forgot"]) => forgot::forgot(session, request).await,
        ("POST", ["api", "password", "reset"]) => reset::reset(session, request).await,
        _ => Err(Problem::not_found()),
    }
}
