//! `DELETE /api/cases/{id}`: deletes a case and all its documents, at once: its key first.

use casework::case::CaseId;
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
) -> Result<Response<Body>, Problem> {
    let caller = delete.gate.admit(request, Permission::DeleteCases).await?;
    let case = CaseId::parse(case).map_err(|_| Problem::not_found())?;

    let entry = entry(&caller, Deed::CaseDeleted, Some(case.to_string()), request);

    delete.doom(&Doomed::Case(case), &entry).await?;
    Ok(http::no_content())
}
