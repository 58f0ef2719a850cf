//! `PATCH /api/cases/{id}/documents/{doc}`: changes sentences. All changes or none; each changed sentence passes the
//! firewall and is held against the facts again.

use casework::document::Edit;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::tables::audit::Deed;
use practice::access::Permission;
use serde::Deserialize;

use crate::edit::{EditForm, edits};
use crate::{Documents, key, upon};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RevisionForm {
    edits: Vec<EditForm>,
}

pub(crate) async fn revise(
    documents: &Documents,
    request: &Request,
    case: &str,
    document: &str,
) -> Result<Response<Body>, Problem> {
    let caller = documents.gate.admit(request, Permission::WriteCases).await?;
    let before = documents.document(key(&caller, case, document)?, request).await?;
    let form: RevisionForm = http::json(request)?;
    upon(request, &before)?;

    let edits: Vec<Edit> = edits(form.edits)?;
    let by = caller.member.to_string();
    let next = before.document.revise(&edits, &by, http::now(request))?;

    let stored = documents.store(&caller, &before, next, Deed::DocumentRevised, request).await?;
    http::versioned(stored.document.version, &stored.document)
}
