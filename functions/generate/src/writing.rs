//! The writing itself, while the client reads. The letter that was reserved is committed with the document in one
//! transaction, or given back: when the provider fails, when the client leaves, when the document cannot be stored.

use std::sync::Arc;

use casework::brief::Brief;
use casework::case::{CaseId, DocumentId};
use casework::compose::compose;
use casework::document::{Completion, Document, DraftedBy};
use casework::draft::{DraftEvent, Parser};
use casework::kind::shortfalls;
use casework::prompt::Prompt;
use jiff::Timestamp;
use platform::ai::{AiError, Provider};
use platform::http::stream::{ClientGone, Events};
use platform::http::{Caller, Problem};
use platform::log;
use platform::tables::audit::{Deed, Entry};
use platform::tables::ephemeral::idempotency::Claim;
use platform::tables::quota::Reservation;
use platform::tables::{TableError, Write};
use serde_json::json;

use crate::Generate;

/// A document that is about to be written.
pub(crate) struct Draft {
    pub(crate) generate: Arc<Generate>,
    pub(crate) caller: Caller,
    pub(crate) case_id: CaseId,
    pub(crate) id: DocumentId,
    pub(crate) brief: Brief,
    pub(crate) writer: Writer,
    pub(crate) reservation: Reservation,
    pub(crate) claim: Option<Claim>,
    pub(crate) now: Timestamp,
}

/// Who writes.
pub(crate) enum Writer {
    /// The embedded rules.
    Composer,
    /// The configured provider, with this prompt.
    Model(Prompt),
}

/// Why there is no finished document.
enum Stopped {
    /// Nobody reads any more.
    Gone,
    /// The provider failed; what came before may be kept.
    Cut(AiError),
    /// It could not be stored.
    Unstored(TableError),
}

impl From<ClientGone> for Stopped {
    fn from(_: ClientGone) -> Self {
        Self::Gone
    }
}

impl From<TableError> for Stopped {
    fn from(error: TableError) -> Self {
        Self::Unstored(error)
    }
}

impl Draft {
    /// Writes the document and tells each step; ends with `done` or `error`.
    pub(crate) async fn write(self, events: Events) {
        let mut written = Vec::new();
        let told = tokio::select! {
            told = self.tell(&events, &mut written) => told,
            () = events.gone() => Err(Stopped::Gone),
        };
        // From here on nothing is abandoned, whether or not anybody reads: either it is stored or it is given back.
        let outcome = match told {
            Ok(()) => self.finish(&events, &written).await,
            Err(stopped) => Err(stopped),
        };
        let Err(stopped) = outcome else { return };
        if let Err(error) = self.generate.quota.release(&self.reservation).await {
            log::note("reservation left to lapse", &self.generate.function, &error.to_string());
        }
        match stopped {
            Stopped::Gone => {}
            Stopped::Unstored(error) => events.fail(&error.into()).await,
            Stopped::Cut(error) => {
                self.keep_part(&written).await;
                events.fail(&Problem::from(error)).await;
            }
        }
    }

    /// Tells facts and checklist, then the document as it is written.
    async fn tell(&self, events: &Events, written: &mut Vec<DraftEvent>) -> Result<(), Stopped> {
        let blank = self.document(&[], Completion::Partial);
        events.send("stage", &json!({"stage": "facts"})).await?;
        events.send("facts", &json!({"facts": blank.facts})).await?;
        events.send("stage", &json!({"stage": "criteria"})).await?;
        events.send("checklist", &json!({"criteria": blank.criteria})).await?;
        events.send("stage", &json!({"stage": "drafting"})).await?;
        match (&self.writer, &self.generate.provider) {
            (Writer::Model(prompt), Some(provider)) => {
                self.ask(provider, prompt, events, written).await
            }
            (Writer::Composer, _) | (_, None) => show(events, compose(&self.brief), written).await,
        }
    }

    async fn ask(
        &self,
        provider: &Provider,
        prompt: &Prompt,
        events: &Events,
        written: &mut Vec<DraftEvent>,
    ) -> Result<(), Stopped> {
        let mut parser = Parser::new(&self.brief);
        let mut answer = provider.ask(prompt);
        while let Some(text) = answer.next().await.map_err(Stopped::Cut)? {
            show(events, parser.push(&text), written).await?;
        }
        show(events, parser.finish(), written).await
    }

    /// Stores the document, counts the letter, and says so.
    async fn finish(&self, events: &Events, written: &[DraftEvent]) -> Result<(), Stopped> {
        let document = self.document(written, Completion::Whole);
        // A client that left a moment ago finds the document in its list.
        let _ = events.send("stage", &json!({"stage": "saving"})).await;
        let mut also = vec![self.generate.quota.commit(&self.reservation), self.entry()?];
        if let Some(claim) = &self.claim {
            also.push(self.generate.once.keep(claim, &self.id.to_string(), self.now));
        }
        self.store(&document, also).await?;
        let shortfalls = shortfalls(&self.brief, &document.blocks);
        if !shortfalls.is_empty() {
            let _ = events.send("shortfalls", &json!({"items": shortfalls})).await;
        }
        let _ = events.send("done", &done(&document)).await;
        Ok(())
    }

    /// Keeps what was written before the provider failed, marked as a part; it costs no letter.
    async fn keep_part(&self, written: &[DraftEvent]) {
        let document = self.document(written, Completion::Partial);
        if document.counts().sentences == 0 {
            return;
        }
        let kept = match self.entry() {
            Ok(entry) => self.store(&document, vec![entry]).await,
            Err(error) => Err(error),
        };
        if let Err(error) = kept {
            log::note("part not kept", &self.generate.function, &error.to_string());
        }
    }

    async fn store(&self, document: &Document, also: Vec<Write>) -> Result<(), TableError> {
        let (account, member) = (self.caller.account, self.caller.member);
        self.generate.documents.insert(account, document, member, also, self.now).await
    }

    fn document(&self, written: &[DraftEvent], completion: Completion) -> Document {
        let drafted_by = match (&self.writer, &self.generate.provider) {
            (Writer::Model(_), Some(provider)) => DraftedBy {
                provider: provider.name().to_owned(),
                model: Some(provider.model().to_owned()),
            },
            (Writer::Composer, _) | (_, None) => DraftedBy::composer(),
        };
        Document::open(self.id, self.case_id, &self.brief, drafted_by, written, completion)
    }

    fn entry(&self) -> Result<Write, TableError> {
        let entry = Entry {
            account: self.caller.account,
            member: self.caller.member,
            deed: Deed::DocumentDrafted,
            object: Some(self.id.to_string()),
            at: self.now,
        };
        self.generate.audit.entry(&entry, self.generate.ids.as_ref())
    }
}

/// What the last event of a finished document says.
pub(crate) fn done(document: &Document) -> serde_json::Value {
    json!({
        "document_id": document.id.to_string(),
        "version": document.version,
        "counts": document.counts(),
    })
}

/// Sends what was written and remembers it. It is remembered first: a part is kept even if its last event was not sent.
async fn show(
    events: &Events,
    fresh: Vec<DraftEvent>,
    written: &mut Vec<DraftEvent>,
) -> Result<(), Stopped> {
    for event in fresh {
        let name = event.name();
        written.push(event.clone());
        events.send(name, &event).await?;
    }
    Ok(())
}
