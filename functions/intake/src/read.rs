//! `GET /api/cases/{id}`: shows a case.

use casework::case::CaseId;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use practice::access::Permission;

use crate::Intake;
use crate::view::CaseView;

pub(crate) async fn read(
    intake: &Intake,
    request: &Request,
    id: &str,
) -> Result<Response<Body>, Problem> {
    let caller = intake.gate.admit(request, Permission::ReadCases).await?;
    let id = CaseId::parse(id)?;

    let case = intake.cases.get(caller.account, id, http::now(request)).await?;
    let case = case.ok_or_else(Problem::not_found)?;

    http::versioned(case.version, &CaseView::of(&case))
}
