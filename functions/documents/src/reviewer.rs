//! `GET /api/cases/{id}/documents/{doc}/reviewer`: what a payer's reviewer, who has the criteria and the letter and nothing
//! else, would still ask.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use practice::access::Permission;
use serde_json::json;

use crate::{Documents, key};

pub(crate) async fn remarks(
    documents: &Documents,
    request: &Request,
    case: &str,
    document: &str,
) -> Result<Response<Body>, Problem> {
    let caller = documents.gate.admit(request, Permission::ReadCases).await?;

    let stored = documents.document(key(&caller, case, document)?, request).await?;

    http::ok(&json!({"remarks": stored.document.as_reviewer()}))
}
