//! Erases one account: keys first, so that whatever is cut after is noise; its own row last, so that the sweep comes back.

use jiff::Timestamp;
use platform::tables::TableError;
use platform::tables::audit::Erased;
use practice::id::AccountId;

use crate::RetentionPurge;

/// Every step may run twice; each ends only when nothing of its kind is left.
pub(crate) async fn erase(
    purge: &RetentionPurge,
    id: AccountId,
    now: Timestamp,
) -> Result<(), TableError> {
    let closing = purge.accounts.begin_purge(id, now).await?;

    // Addresses can be found only while the key stands; they are let go in the same breath.
    let addresses = purge.accounts.release_addresses(id, now).await?;
    let keys = purge.vault.erase(id).await?;
    let cases = purge.deletions.erase_cases(id).await?;
    let people = addresses + purge.accounts.erase_people(id).await?;
    let trail = purge.audit.erase(id).await?;

    // A sign-up that nobody confirmed was no account: there is nothing to give a receipt for.
    if closing {
        let counts = [
            (Erased::Keys, keys),
            (Erased::Cases, cases),
            (Erased::People, people),
            (Erased::Trail, trail),
        ];
        for (kind, rows) in counts {
            purge.audit.receipt(id, kind, rows, now).await?;
        }
    }
    purge.accounts.end_purge(id).await
}
