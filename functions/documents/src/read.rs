//! `GET /api/cases/{id}/documents/{doc}`: shows a document; with `?version=` one of its earlier versions.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Code, Problem};
use practice::access::Permission;

use crate::{Documents, key};

pub(crate) async fn read(
    documents: &Documents,
    request: &Request,
    case: &str,
    document: &str,
) -> Result<Response<Body>, Problem> {
    let caller = documents.gate.admit(request, Permission::ReadCases).await?;
    let key = key(&caller, case, document)?;
    let query = http::query(request, &["version"])?;

    let stored = documents.document(key, request).await?;
    let Some(version) = query.get("version") else {
        return http::versioned(stored.document.version, &stored.document);
    };
    let version = version.parse().map_err(|_| Problem::new(Code::MalformedRequest))?;
    let earlier = documents.table.version(key, version, http::now(request)).await?;
    http::ok(&earlier.ok_or_else(Problem::not_found)?)
}
