//! A document as an entry of a list.

use casework::document::{Counts, DraftedBy, State};
use casework::kind::Kind;
use jiff::Timestamp;
use platform::tables::documents::StoredDocument;
use serde::Serialize;

/// What the list tells of a document.
#[derive(Serialize)]
pub(crate) struct DocumentItem<'a> {
    id: String,
    case_id: String,
    kind: Kind,
    state: State,
    version: u64,
    title: &'a str,
    drafted_by: &'a DraftedBy,
    partial: bool,
    counts: Counts,
    created_at: Timestamp,
    changed_at: Timestamp,
    exported_at: Option<Timestamp>,
}

impl<'a> DocumentItem<'a> {
    pub(crate) fn of(stored: &'a StoredDocument) -> Self {
        let document = &stored.document;
        Self {
            id: document.id.to_string(),
            case_id: document.case_id.to_string(),
            kind: document.kind,
            state: document.state,
            version: document.version,
            title: &document.title,
            drafted_by: &document.drafted_by,
            partial: document.partial,
            counts: document.counts(),
            created_at: stored.created_at,
            changed_at: stored.changed_at,
            exported_at: document.exported_at,
        }
    }
}
