//! `GET /api/cases/{id}/gaps?kind=`: how a case stands to its payer's criteria and what would close the gaps, before anything
//! is drafted. With a kind, also what that document would like to know.

use casework::brief::Brief;
use casework::case::CaseId;
use casework::gap::{Gaps, gaps};
use casework::kind::{Kind, Question};
use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use practice::access::Permission;
use serde::Serialize;
use serde_json::Value;

use crate::Intake;

/// The gap check, and the questions of the kind.
#[derive(Serialize)]
struct GapsView {
    #[serde(flatten)]
    gaps: Gaps,
    asks: Vec<Question>,
}

pub(crate) async fn check(
    intake: &Intake,
    request: &Request,
    id: &str,
) -> Result<Response<Body>, Problem> {
    let caller = intake.gate.admit(request, Permission::ReadCases).await?;
    let id = CaseId::parse(id)?;
    let query = http::query(request, &["kind"])?;
    let kind = query.get("kind").map(|kind| named(kind)).transpose()?;

    let case = intake.cases.get(caller.account, id, http::now(request)).await?;
    let context = case.ok_or_else(Problem::not_found)?.context;
    let asks = kind.map(|kind| Brief::new(kind, &context, Vec::new()).questions());

    http::ok(&GapsView { gaps: gaps(&context), asks: asks.unwrap_or_default() })
}

fn named(kind: &str) -> Result<Kind, Problem> {
    serde_json::from_value(Value::from(kind))
        .map_err(|_| Problem::field("/kind", "unknown-value", "kind is none of the known ones"))
}
