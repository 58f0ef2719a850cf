//! `GET /api/cases/{id}/documents`: the documents of a case, newest first.

use casework::case::CaseId;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use practice::access::Permission;
use serde_json::json;

use crate::Documents;
use crate::view::DocumentItem;

pub(crate) async fn list(
    documents: &Documents,
    request: &Request,
    case: &str,
) -> Result<Response<Body>, Problem> {
    let caller = documents.gate.admit(request, Permission::ReadCases).await?;
    let case = CaseId::parse(case)?;
    let query = http::query(request, &["cursor"])?;
    let cursor = query.get("cursor").map(String::as_str);
    let now = http::now(request);

    documents.cases.get(caller.account, case, now).await?.ok_or_else(Problem::not_found)?;
    let listed = documents.table.list(caller.account, case, cursor, now).await?;

    let items: Vec<DocumentItem<'_>> = listed.items.iter().map(DocumentItem::of).collect();
    http::ok(&json!({"items": items, "next": listed.next}))
}
