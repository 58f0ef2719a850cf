//! What Stripe tells us: subscriptions and invoices, believed only with its signature.

mod apply;

use lambda_http::http::Method;
use lambda_http::{Body, Error, Request, Response};
use platform::Platform;
use platform::http::{self, Code, Problem};
use platform::secrets::Secrets;
use platform::tables::accounts::Accounts;
use platform::tables::ephemeral::webhooks::Webhooks;
use platform::tables::payments::Payments;
use platform::vault::Vault;

/// All that the webhook may touch; its IAM policy says the same.
pub(crate) struct StripeWebhook {
    pub(crate) payments: Payments,
    pub(crate) accounts: Accounts,
    pub(crate) webhooks: Webhooks,
    pub(crate) secrets: Secrets,
    pub(crate) secret: String,
}

impl StripeWebhook {
    fn open(platform: &Platform) -> Self {
        Self {
            payments: Payments::open(platform),
            accounts: Accounts::open(platform, &Vault::open(platform)),
            webhooks: Webhooks::open(platform),
            secrets: platform.secrets.clone(),
            secret: platform.config.secrets.stripe.clone(),
        }
    }

    async fn answer(&self, request: Request) -> Result<Response<Body>, Problem> {
        match (request.method(), http::path(&request).as_slice()) {
            (&Method::POST, ["api", "stripe", "webhook"]) => apply::apply(self, &request).await,
            _ => Err(Problem::new(Code::NotFound)),
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let platform = Platform::open().await?;
    let webhook = StripeWebhook::open(&platform);
    http::serve(&platform, |request| webhook.answer(request)).await
}
