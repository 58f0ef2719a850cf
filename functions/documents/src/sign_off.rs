//! `POST /api/cases/{id}/documents/{doc}/sign-off`: a clinician vouches for a reviewed document.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::tables::audit::Deed;
use practice::access::Permission;

use crate::{Documents, key, upon};

pub(crate) async fn sign_off(
    documents: &Documents,
    request: &Request,
    case: &str,
    document: &str,
) -> Result<Response<Body>, Problem> {
    let caller = documents.gate.admit(request, Permission::SignOff).await?;
    let before = documents.document(key(&caller, case, document)?, request).await?;
    upon(request, &before)?;

    let next = before.document.sign_off(&caller.member.to_string(), http::now(request))?;

    let stored = documents.store(&caller, &before, next, Deed::DocumentSignedOff, request).await?;
    http::versioned(stored.document.version, &stored.document)
}
