//! Questions from members and visitors, sent on to the people of Luma.

mod ask;

use lambda_http::{Body, Request, Response};
use platform::Platform;
use platform::config::Limits as Bounds;
use platform::http::{self, Gate, Problem};
use platform::mail::Mailer;
use platform::tables::accounts::Accounts;
use platform::tables::ephemeral::limits::Limits;
use platform::vault::Vault;

/// All that support may touch; its IAM policy says the same.
pub(crate) struct Support {
    pub(crate) gate: Gate,
    pub(crate) accounts: Accounts,
    pub(crate) mailer: Mailer,
    pub(crate) limits: Limits,
    pub(crate) bounds: Bounds,
}

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    let platform = Platform::open().await?;
    let vault = Vault::open(&platform);
    let support = Support {
        gate: Gate::open(&platform, &vault),
        accounts: Accounts::open(&platform, &vault),
        mailer: Mailer::open(&platform),
        limits: Limits::open(&platform),
        bounds: platform.config.limits.clone(),
    };
    let support = &support;
    http::serve(&platform, |request| route(support, request)).await
}

async fn route(support: &Support, request: Request) -> Result<Response<Body>, Problem> {
    match (request.method().as_str(), http::path(&request).as_slice()) {
        ("POST", ["api", "support"]) => ask::ask(support, request).await,
        _ => Err(Problem::not_found()),
    }
}
