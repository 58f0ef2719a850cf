//! Documents of a case: lists, shows and revises them, keeps their versions, and takes review and sign-off.

mod changes;
mod edit;
mod facts;
mod list;
mod read;
mod restore;
mod review;
mod reviewer;
mod revise;
mod sign_off;
mod versions;
mod view;

use std::sync::Arc;

use casework::case::{CaseId, DocumentId};
use casework::document::Document;
use lambda_http::http::Method;
use lambda_http::{Body, Error, Request, Response};
use platform::Platform;
use platform::http::{self, Caller, Code, Gate, Problem};
use platform::ids::Ids;
use platform::tables::audit::{Audit, Deed, Entry};
use platform::tables::cases::Cases;
use platform::tables::documents::{DocumentKey, Documents as Table, StoredDocument};
use platform::tables::{TableError, Write};
use platform::vault::Vault;

/// All that this function may touch; its IAM policy says the same.
pub(crate) struct Documents {
    pub(crate) gate: Gate,
    pub(crate) cases: Cases,
    pub(crate) table: Table,
    pub(crate) audit: Audit,
    pub(crate) ids: Arc<dyn Ids>,
}

impl Documents {
    fn open(platform: &Platform) -> Self {
        let vault = Vault::open(platform);
        Self {
            gate: Gate::open(platform, &vault),
            cases: Cases::open(platform, &vault),
            table: Table::open(platform, &vault),
            audit: Audit::open(platform),
            ids: Arc::clone(&platform.ids),
        }
    }

    async fn answer(&self, request: Request) -> Result<Response<Body>, Problem> {
        let path = http::path(&request);
        let ["api", "cases", case, "documents", rest @ ..] = path.as_slice() else {
            return Err(Problem::not_found());
        };
        match (request.method(), rest) {
            (&Method::GET, []) => list::list(self, &request, case).await,
            (&Method::GET, [doc]) => read::read(self, &request, case, doc).await,
            (&Method::PATCH, [doc]) => revise::revise(self, &request, case, doc).await,
            (&Method::GET, [doc, "versions"]) => {
                versions::versions(self, &request, case, doc).await
            }
            (&Method::GET, [doc, "changes"]) => changes::changes(self, &request, case, doc).await,
            (&Method::GET, [doc, "reviewer"]) => reviewer::remarks(self, &request, case, doc).await,
            (&Method::POST, [doc, "facts"]) => facts::facts(self, &request, case, doc).await,
            (&Method::POST, [doc, "restore"]) => restore::restore(self, &request, case, doc).await,
            (&Method::POST, [doc, "review"]) => review::review(self, &request, case, doc).await,
            (&Method::POST, [doc, "sign-off"]) => {
                sign_off::sign_off(self, &request, case, doc).await
            }
            _ => Err(Problem::not_found()),
        }
    }

    /// The document as it stands. What is not the caller's is not there.
    pub(crate) async fn document(
        &self,
        key: DocumentKey,
        request: &Request,
    ) -> Result<StoredDocument, Problem> {
        let stored = self.table.get(key, http::now(request)).await?;
        stored.ok_or_else(Problem::not_found)
    }

    /// Stores what a document became, with an entry of the trail.
    pub(crate) async fn store(
        &self,
        caller: &Caller,
        before: &StoredDocument,
        next: Document,
        deed: Deed,
        request: &Request,
    ) -> Result<StoredDocument, Problem> {
        self.store_with(caller, before, next, deed, Vec::new(), request).await
    }

    /// Stores what a document became together with `also`, with an entry of the trail.
    pub(crate) async fn store_with(
        &self,
        caller: &Caller,
        before: &StoredDocument,
        next: Document,
        deed: Deed,
        mut also: Vec<Write>,
        request: &Request,
    ) -> Result<StoredDocument, Problem> {
        also.push(self.entry(caller, deed, &next.id, request)?);
        let now = http::now(request);
        Ok(self.table.update(caller.account, before, next, caller.member, also, now).await?)
    }

    /// An entry of the trail for what a caller does now.
    pub(crate) fn entry(
        &self,
        caller: &Caller,
        deed: Deed,
        object: &impl ToString,
        request: &Request,
    ) -> Result<Write, TableError> {
        let entry = Entry {
            account: caller.account,
            member: caller.member,
            deed,
            object: Some(object.to_string()),
            at: http::now(request),
        };
        self.audit.entry(&entry, self.ids.as_ref())
    }
}

/// Which document the path means, for this caller.
pub(crate) fn key(caller: &Caller, case: &str, document: &str) -> Result<DocumentKey, Problem> {
    let (case, document) = (CaseId::parse(case)?, DocumentId::parse(document)?);
    Ok(DocumentKey { account: caller.account, case, document })
}

/// Refuses a change that was made upon another version than the present one.
pub(crate) fn upon(request: &Request, stored: &StoredDocument) -> Result<(), Problem> {
    if http::if_match(request)? == stored.document.version {
        Ok(())
    } else {
        Err(Problem::new(Code::VersionConflict))
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let platform = Platform::open().await?;
    let documents = Documents::open(&platform);
    http::serve(&platform, |request| documents.answer(request)).await
}
