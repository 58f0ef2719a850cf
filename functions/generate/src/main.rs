//! Drafts a document as a stream.

mod draft;
mod earlier;
mod replay;
mod writing;

use std::sync::Arc;

use jiff::Timestamp;
use lambda_http::http::Method;
use lambda_http::{Error, Request, Response};
use platform::Platform;
use platform::ai::Provider;
use platform::config::Limit;
use platform::http::stream::Streamed;
use platform::http::{self, Gate, Problem};
use platform::ids::Ids;
use platform::tables::audit::Audit;
use platform::tables::cases::Cases;
use platform::tables::documents::Documents;
use platform::tables::ephemeral::idempotency::Once;
use platform::tables::ephemeral::limits::Limits;
use platform::tables::quota::Quota;
use platform::vault::Vault;

/// All that drafting may touch; its IAM policy says the same.
pub(crate) struct Generate {
    pub(crate) gate: Gate,
    pub(crate) cases: Cases,
    pub(crate) documents: Documents,
    pub(crate) quota: Quota,
    pub(crate) once: Once,
    pub(crate) limits: Limits,
    pub(crate) pace: Limit,
    pub(crate) audit: Audit,
    pub(crate) ids: Arc<dyn Ids>,
    /// None: the composer writes.
    pub(crate) provider: Option<Provider>,
    pub(crate) function: String,
}

impl Generate {
    /// Opens everything. A provider that is declared without its attestations keeps the function from starting.
    async fn open(platform: &Platform) -> Result<Self, Error> {
        let vault = Vault::open(platform);
        // Read before the first event, so there is no event's time yet; the first request reads nothing of it again.
        let secret =
            platform.secrets.text(&platform.config.secrets.ai, Timestamp::UNIX_EPOCH).await?;
        Ok(Self {
            gate: Gate::open(platform, &vault),
            cases: Cases::open(platform, &vault),
            documents: Documents::open(platform, &vault),
            quota: Quota::open(platform),
            once: Once::open(platform),
            limits: Limits::open(platform),
            pace: platform.config.limits.draft,
            audit: Audit::open(platform),
            ids: Arc::clone(&platform.ids),
            provider: Provider::open(&secret, Arc::clone(&platform.ids))?,
            function: platform.config.function.clone(),
        })
    }
}

async fn answer(generate: Arc<Generate>, request: Request) -> Result<Response<Streamed>, Problem> {
    match (request.method(), http::path(&request).as_slice()) {
        (&Method::POST, ["stream", "draft"]) => draft::draft(generate, &request).await,
        _ => Err(Problem::not_found()),
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let platform = Platform::open().await?;
    let generate = Arc::new(Generate::open(&platform).await?);
    http::serve_streaming(&platform, |request| answer(Arc::clone(&generate), request)).await
}
