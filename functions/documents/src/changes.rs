//! `GET /api/cases/{id}/documents/{doc}/changes?from=&to=`: what changed between two versions, sentence by sentence and word
//! by word. Without `to` it is the present one.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Code, Problem};
use practice::access::Permission;

use crate::{Documents, key};

pub(crate) async fn changes(
    documents: &Documents,
    request: &Request,
    case: &str,
    document: &str,
) -> Result<Response<Body>, Problem> {
    let caller = documents.gate.admit(request, Permission::ReadCases).await?;
    let key = key(&caller, case, document)?;
    let now = http::now(request);
    let present = documents.document(key, request).await?.document;
    let query = http::query(request, &["from", "to"])?;
    let number = |name: &str| query.get(name).map(|text| text.parse::<u64>()).transpose();
    let malformed = |_| Problem::new(Code::MalformedRequest);
    let from = number("from").map_err(malformed)?;
    let from = from.ok_or_else(|| Problem::field("/from", "required", "from is needed"))?;
    let to = number("to").map_err(malformed)?.unwrap_or(present.version);
    let earlier = documents.table.version(key, from, now).await?.ok_or_else(Problem::not_found)?;
    let later = documents.table.version(key, to, now).await?.ok_or_else(Problem::not_found)?;

    http::ok(&later.since(&earlier))
}
