//! What was said before: a document knows the earlier ones of its case that left the practice or were signed off. A draft
//! that was put aside was never said to anyone.

use casework::brief::Earlier;
use casework::case::CaseId;
use casework::document::State;
use casework::kind::Kind;
use jiff::Timestamp;
use platform::http::{Caller, Problem};
use platform::tables::documents::StoredDocument;

use crate::Generate;

/// The earlier documents of other kinds, from the newest page of the case's documents; older ones are not read.
pub(crate) async fn said(
    generate: &Generate,
    caller: &Caller,
    case: CaseId,
    kind: Kind,
    now: Timestamp,
) -> Result<Vec<Earlier>, Problem> {
    let listed = generate.documents.list(caller.account, case, None, now).await?;
    let said = |stored: &&StoredDocument| {
        let document = &stored.document;
        let left = document.exported_at.is_some() || document.state == State::SignedOff;
        left && !document.partial && document.kind != kind
    };
    Ok(listed.items.iter().filter(said).map(|stored| Earlier::of(&stored.document)).collect())
}
