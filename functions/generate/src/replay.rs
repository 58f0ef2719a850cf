//! A request that was answered before: the stored document told again, nothing written, nothing counted.

use casework::case::{CaseId, DocumentId};
use casework::document::{Block, Document, Item, Sentence};
use casework::draft::DraftEvent;
use jiff::Timestamp;
use platform::http::stream::{ClientGone, Events};
use platform::http::{Caller, Problem};
use platform::tables::documents::DocumentKey;
use serde_json::json;

use crate::Generate;
use crate::writing::done;

/// The document that the first request made; if it was deleted since, there is nothing to tell.
pub(crate) async fn find(
    generate: &Generate,
    caller: &Caller,
    case: CaseId,
    made: &str,
    now: Timestamp,
) -> Result<Document, Problem> {
    let document = DocumentId::parse(made)?;
    let key = DocumentKey { account: caller.account, case, document };
    let stored = generate.documents.get(key, now).await?.ok_or_else(Problem::not_found)?;
    Ok(stored.document)
}

/// Tells a stored document like one that is being written.
pub(crate) async fn replay(document: Document, events: Events) {
    // A client that leaves needs nothing more, and nothing is left undone.
    let _ = tell(&document, &events).await;
}

async fn tell(document: &Document, events: &Events) -> Result<(), ClientGone> {
    events.send("facts", &json!({"facts": document.facts})).await?;
    events.send("checklist", &json!({"criteria": document.criteria})).await?;
    events.send("stage", &json!({"stage": "drafting"})).await?;
    for event in events_of(document) {
        events.send(event.name(), &event).await?;
    }
    events.send("done", &done(document)).await
}

/// The events that the document was put together from.
fn events_of(document: &Document) -> Vec<DraftEvent> {
    let mut events = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        events.push(DraftEvent::Block { index, block: block.clone() });
        let told = |item, sentence: &Sentence| DraftEvent::Sentence {
            block: index,
            item,
            sentence: sentence.clone(),
        };
        match block {
            Block::Paragraph { sentences } => {
                events.extend(sentences.iter().map(|sentence| told(None, sentence)));
            }
            Block::List { items, .. } => {
                for (place, Item { sentences, .. }) in items.iter().enumerate() {
                    events.extend(sentences.iter().map(|sentence| told(Some(place), sentence)));
                }
            }
            Block::Heading { .. } | Block::Table { .. } | Block::Signature { .. } => {}
        }
    }
    events
}
