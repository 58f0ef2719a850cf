//! `GET /api/cases/{id}/documents/{doc}/versions`: when and by whom each version was written, newest first.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use practice::access::Permission;
use serde_json::json;

use crate::{Documents, key};

pub(crate) async fn versions(
    documents: &Documents,
    request: &Request,
    case: &str,
    document: &str,
) -> Result<Response<Body>, Problem> {
    let caller = documents.gate.admit(request, Permission::ReadCases).await?;
    let key = key(&caller, case, document)?;
    let query = http::query(request, &["cursor"])?;
    let cursor = query.get("cursor").map(String::as_str);

    documents.document(key, request).await?;
    let listed = documents.table.versions(key, cursor, http::now(request)).await?;

    http::ok(&json!({"items": listed.items, "next": listed.next}))
}
