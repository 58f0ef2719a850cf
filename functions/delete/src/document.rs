//! `DELETE /api/cases/{id}/documents/{doc}`: deletes a document with all its versions.

use casework::case::{CaseId, DocumentId};
use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::tables::audit::Deed;
use platform::tables::deletions::Doomed;
use practice::access::Permission;

use crate::{Delete, entry};

pub(crate) async fn delete(
    delete: &Delete,
    request: &Request,
    case: &str,
    document: &str,
) -> Result<Response<Body>, Problem> {
    let caller = delete.gate.admit(request, Permission::DeleteCases).await?;
    let case = CaseId::parse(case).map_err(|_| Problem::not_found())?;
    let document = DocumentId::parse(document).map_err(|_| Problem::not_found())?;

    let entry = entry(&caller, Deed::DocumentDeleted, Some(document.to_string()), request);

    delete.doom(&Doomed::Document(case, document), &entry).await?;
    Ok(http::no_content())
}
