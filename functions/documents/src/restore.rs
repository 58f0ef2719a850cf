//! `POST /api/cases/{id}/documents/{doc}/restore`: makes the body of an earlier version the newest one. It is a draft again.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::tables::audit::Deed;
use practice::access::Permission;
use serde::Deserialize;

use crate::{Documents, key, upon};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RestoreForm {
    version: u64,
}

pub(crate) async fn restore(
    documents: &Documents,
    request: &Request,
    case: &str,
    document: &str,
) -> Result<Response<Body>, Problem> {
    let caller = documents.gate.admit(request, Permission::WriteCases).await?;
    let key = key(&caller, case, document)?;
    let before = documents.document(key, request).await?;
    let form: RestoreForm = http::json(request)?;
    upon(request, &before)?;
    let earlier = documents.table.version(key, form.version, http::now(request)).await?;
    let earlier = earlier.ok_or_else(|| {
        Problem::field("/version", "unknown-value", "the document has no version of this number")
    })?;

    let next = before.document.restore(&earlier).ok_or_else(Problem::not_found)?;

    let stored = documents.store(&caller, &before, next, Deed::DocumentRestored, request).await?;
    http::versioned(stored.document.version, &stored.document)
}
