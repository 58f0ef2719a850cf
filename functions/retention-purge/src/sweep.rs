//! Schedule, hourly: what is due is done, month by month; what fails is noted, stays due, and holds nothing else up.

use platform::log;
use platform::schedule::Tick;
use platform::tables::TableError;
use platform::tables::accounts::Due;
use platform::tables::diary::Month;
use platform::tables::outbox::NotSent;
use serde::Serialize;

use crate::{RetentionPurge, erase};

/// What a sweep did.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Swept {
    accounts_erased: u64,
    payments_removed: u64,
    mails_sent: u64,
    deletions_ended: u64,
    failed: u64,
    finished: bool,
}

pub(crate) async fn sweep(purge: &RetentionPurge, tick: Tick) -> Swept {
    let mut swept = Swept::default();
    if let Err(error) = months(purge, tick, &mut swept).await {
        swept.failed(purge, "sweep-cut", &error.to_string());
    }
    log::counted(
        "swept",
        &purge.function,
        &[
            ("accounts_erased", swept.accounts_erased),
            ("payments_removed", swept.payments_removed),
            ("mails_sent", swept.mails_sent),
            ("deletions_ended", swept.deletions_ended),
            ("failed", swept.failed),
        ],
    );
    swept
}

/// Every month from the first unfinished one on. A month is finished when nothing of it failed; the diary stops before the
/// first that is not, so that the next sweep comes back to it. It is written only when it moves.
async fn months(purge: &RetentionPurge, tick: Tick, swept: &mut Swept) -> Result<(), TableError> {
    let mut unfinished = None;
    let mut last = None;
    let mut months = purge.diary.months(tick.now).await?.peekable();
    let first = months.peek().copied();
    for month in months {
        let failed_before = swept.failed;
        let whole = one_month(purge, tick, month, swept).await?;
        last = Some(month);
        if !whole || swept.failed > failed_before {
            unfinished = unfinished.or(Some(month));
        }
        if !whole {
            break;
        }
    }
    swept.finished = unfinished.is_none();
    match unfinished.or(last) {
        reached if reached == first => Ok(()),
        Some(month) => purge.diary.finished_before(month, tick.now).await,
        None => Ok(()),
    }
}

/// One month of the index; false when time ran out.
async fn one_month(
    purge: &RetentionPurge,
    tick: Tick,
    month: Month,
    swept: &mut Swept,
) -> Result<bool, TableError> {
    let (due, expired) = tokio::try_join!(
        purge.accounts.due(month, tick.now),
        purge.payments.expired(month, tick.now)
    )?;
    for due in due {
        if !tick.has_time() {
            return Ok(false);
        }
        attend(purge, tick, &due, swept).await;
    }
    for payment in expired {
        match purge.payments.remove(&payment, tick.now).await {
            Ok(()) => swept.payments_removed += 1,
            Err(error) => swept.failed(purge, "payment-not-removed", &error.to_string()),
        }
    }
    Ok(tick.has_time())
}

async fn attend(purge: &RetentionPurge, tick: Tick, due: &Due, swept: &mut Swept) {
    match due {
        Due::Account(id) => match erase::erase(purge, *id, tick.now).await {
            Ok(()) => swept.accounts_erased += 1,
            // Revoked, verified or erased a moment ago: then it is not due any more.
            Err(TableError::Conflict | TableError::Absent) => {}
            Err(error) => swept.failed(purge, "account-not-erased", &error.to_string()),
        },
        Due::Mail(id, sk) => match purge.outbox.resend(*id, sk, tick.now).await {
            Ok(()) => swept.mails_sent += 1,
            Err(NotSent::Mail(error)) => swept.failed(purge, "mail-not-sent", &error.to_string()),
            Err(NotSent::Table(error)) => swept.failed(purge, "mail-not-read", &error.to_string()),
        },
        Due::Deletion(id, note) => match purge.deletions.resume(*id, note).await {
            Ok(()) => swept.deletions_ended += 1,
            Err(error) => swept.failed(purge, "deletion-not-ended", &error.to_string()),
        },
    }
}

impl Swept {
    fn failed(&mut self, purge: &RetentionPurge, what: &'static str, cause: &str) {
        self.failed += 1;
        log::note(what, &purge.function, cause);
    }
}
