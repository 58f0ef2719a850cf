//! `PATCH /api/cases/{id}`: corrects a case by a JSON merge patch, which is proven like a new case.

use casework::case::{CaseContext, CaseId, merge};
use lambda_http::{Body, Request, Response};
use platform::http::{self, Code, Problem};
use platform::tables::audit::Deed;
use practice::access::Permission;
use serde_json::Value;

use crate::Intake;
use crate::view::CaseView;

pub(crate) async fn correct(
    intake: &Intake,
    request: &Request,
    id: &str,
) -> Result<Response<Body>, Problem> {
    let caller = intake.gate.admit(request, Permission::WriteCases).await?;
    let id = CaseId::parse(id)?;
    let now = http::now(request);
    let case = intake.cases.get(caller.account, id, now).await?.ok_or_else(Problem::not_found)?;
    let patch: Value = http::json(request)?;
    if http::if_match(request)? != case.version {
        return Err(Problem::new(Code::VersionConflict));
    }

    let context = CaseContext::try_from(merge(&case.context, patch)?)?;
    let case = case.correct(context, now);

    let entry = intake.entry(&caller, Deed::CaseCorrected, &case.id, request)?;
    intake.cases.update(caller.account, &case, vec![entry], now).await?;
    http::versioned(case.version, &CaseView::of(&case))
}
