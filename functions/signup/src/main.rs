//! Creates an account and verifies the address it was created with.

mod start;
mod verify;

use std::sync::Arc;

use lambda_http::{Body, Request, Response};
use platform::Platform;
use platform::config::Limits as Bounds;
use platform::http::{self, Problem};
use platform::ids::Ids;
use platform::tables::accounts::Accounts;
use platform::tables::audit::Audit;
use platform::tables::ephemeral::limits::Limits;
use platform::tables::ephemeral::tokens::Tokens;
use platform::tables::outbox::Outbox;
use platform::vault::Vault;

/// All that signing up may touch; its IAM policy says the same.
pub(crate) struct Signup {
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) vault: Vault,
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
    let signup = Signup {
        ids: Arc::clone(&platform.ids),
        accounts: Accounts::open(&platform, &vault),
        tokens: Tokens::open(&platform),
        outbox: Outbox::open(&platform, &vault),
        audit: Audit::open(&platform),
        limits: Limits::open(&platform),
        bounds: platform.config.limits.clone(),
        vault,
    };
    let signup = &signup;
    http::serve(&platform, |request| route(signup, request)).await
}

async fn route(signup: &Signup, request: Request) -> Result<Response<Body>, Problem> {
    match (request.method().as_str(), http::path(&request).as_slice()) {
        ("POST", ["api", "signup"]) => start::start(signup, request).await,
        ("POST", ["api", "signup", "verify"]) => verify::verify(signup, request).await,
        _ => Err(Problem::not_found()),
    }
}
