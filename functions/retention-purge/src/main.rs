//! The hourly sweep that keeps the retention promises, sends mail that was left behind, and ends deletions that were cut.

mod erase;
mod sweep;

use lambda_http::Error;
use platform::tables::accounts::Accounts;
use platform::tables::audit::Audit;
use platform::tables::deletions::Deletions;
use platform::tables::diary::Diary;
use platform::tables::outbox::Outbox;
use platform::tables::payments::Payments;
use platform::vault::Vault;
use platform::{Platform, schedule};

/// All that the sweep may touch; its IAM policy says the same.
pub(crate) struct RetentionPurge {
    pub(crate) function: String,
    pub(crate) diary: Diary,
    pub(crate) accounts: Accounts,
    pub(crate) vault: Vault,
    pub(crate) deletions: Deletions,
    pub(crate) outbox: Outbox,
    pub(crate) payments: Payments,
    pub(crate) audit: Audit,
}

impl RetentionPurge {
    fn open(platform: &Platform) -> Self {
        let vault = Vault::open(platform);
        Self {
            function: platform.config.function.clone(),
            diary: Diary::open(platform),
            accounts: Accounts::open(platform, &vault),
            deletions: Deletions::open(platform, &vault),
            outbox: Outbox::open(platform, &vault),
            payments: Payments::open(platform),
            audit: Audit::open(platform),
            vault,
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let platform = Platform::open().await?;
    let purge = RetentionPurge::open(&platform);
    Box::pin(schedule::serve(&platform, |tick| sweep::sweep(&purge, tick))).await
}
