//! `POST /api/cases/{id}/documents/{doc}/review`: a clinician answers every flag: `attested` names the flagged sentences
//! that stand as they are.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::tables::audit::Deed;
use practice::access::Permission;
use serde::Deserialize;

use crate::{Documents, key, upon};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewForm {
    #[serde(default)]
    attested: Vec<String>,
}

pub(crate) async fn review(
    documents: &Documents,
    request: &Request,
    case: &str,
    document: &str,
) -> Result<Response<Body>, Problem> {
    let caller = documents.gate.admit(request, Permission::Review).await?;
    let before = documents.document(key(&caller, case, document)?, request).await?;
    let form: ReviewForm = http::json(request)?;
    upon(request, &before)?;

    let by = caller.member.to_string();
    let next = before.document.review(&form.attested, &by, http::now(request))?;

    let stored = documents.store(&caller, &before, next, Deed::DocumentReviewed, request).await?;
    http::versioned(stored.document.version, &stored.document)
}
