//! `GET /api/cases`: the account's cases, newest first, page by page.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use practice::access::Permission;
use serde_json::json;

use crate::Intake;
use crate::view::CaseItem;

pub(crate) async fn list(intake: &Intake, request: &Request) -> Result<Response<Body>, Problem> {
    let caller = intake.gate.admit(request, Permission::ReadCases).await?;
    let query = http::query(request, &["cursor"])?;
    let cursor = query.get("cursor").map(String::as_str);

    let listed = intake.cases.list(caller.account, cursor, http::now(request)).await?;

    let items: Vec<CaseItem<'_>> = listed.items.iter().map(CaseItem::of).collect();
    http::ok(&json!({"items": items, "next": listed.next}))
}
