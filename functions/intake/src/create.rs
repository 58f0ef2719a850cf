//! `POST /api/cases`: stores a case after proving that it carries no patient identifier.

use casework::case::{Case, CaseContext, CaseForm, CaseId};
use lambda_http::{Body, Request, Response};
use platform::http::{self, Caller, Problem};
use platform::tables::TableError;
use platform::tables::audit::Deed;
use platform::tables::ephemeral::idempotency::Claim;
use practice::access::Permission;

use crate::Intake;
use crate::view::CaseView;

pub(crate) async fn create(intake: &Intake, request: &Request) -> Result<Response<Body>, Problem> {
    let caller = intake.gate.admit(request, Permission::WriteCases).await?;
    let key = http::idempotency_key(request)?;
    let claim = key.map(|key| Claim::new(caller.account, "cases", &key, request.body()));
    let form: CaseForm = http::json(request)?;

    let context = CaseContext::try_from(form)?;
    let now = http::now(request);
    let case = Case::open(CaseId::from(intake.ids.ulid(now)?), context, now);

    let case = if let Some(claim) = claim {
        store_once(intake, &caller, case, &claim, request).await?
    } else {
        let entry = intake.entry(&caller, Deed::CaseOpened, &case.id, request)?;
        intake.cases.insert(caller.account, &case, vec![entry], now).await?;
        case
    };
    http::created(&format!("/api/cases/{}", case.id), case.version, &CaseView::of(&case))
}

/// Stores the case unless a request with this claim did already, and gives the one that is stored. Of two at the same time
/// one stores and the other finds.
async fn store_once(
    intake: &Intake,
    caller: &Caller,
    case: Case,
    claim: &Claim,
    request: &Request,
) -> Result<Case, Problem> {
    let now = http::now(request);
    if let Some(made) = intake.once.find(claim, now).await? {
        return made_before(intake, caller, &made, request).await;
    }
    let entry = intake.entry(caller, Deed::CaseOpened, &case.id, request)?;
    let also = vec![intake.once.keep(claim, &case.id.to_string(), now), entry];
    match intake.cases.insert(caller.account, &case, also, now).await {
        Ok(()) => Ok(case),
        Err(TableError::Conflict) => {
            let made = intake.once.find(claim, now).await?.ok_or(TableError::Conflict)?;
            made_before(intake, caller, &made, request).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn made_before(
    intake: &Intake,
    caller: &Caller,
    made: &str,
    request: &Request,
) -> Result<Case, Problem> {
    let id = CaseId::parse(made)?;
    // Deleted since: the request was answered once and its case is gone.
    intake.cases.get(caller.account, id, http::now(request)).await?.ok_or_else(Problem::not_found)
}
