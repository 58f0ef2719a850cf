//! `POST /api/cases/{id}/documents/{doc}/facts`: adds a fact to the case and lets a sentence stand on it. Case and document
//! change together or not at all.

use casework::document::AddedFact;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::tables::audit::Deed;
use practice::access::Permission;

use crate::{Documents, key, upon};

pub(crate) async fn facts(
    documents: &Documents,
    request: &Request,
    case: &str,
    document: &str,
) -> Result<Response<Body>, Problem> {
    let caller = documents.gate.admit(request, Permission::WriteCases).await?;
    let key = key(&caller, case, document)?;
    let now = http::now(request);
    let before = documents.document(key, request).await?;
    let case = documents.cases.get(caller.account, key.case, now).await?;
    let case = case.ok_or_else(Problem::not_found)?;
    let added: AddedFact = http::json(request)?;
    upon(request, &before)?;

    let by = caller.member.to_string();
    let (next, context) = before.document.add_fact(&case.context, &added, &by, now)?;
    let case = case.correct(context, now);

    let corrected = vec![
        documents.cases.next(caller.account, &case, now).await?,
        documents.entry(&caller, Deed::CaseCorrected, &case.id, request)?,
    ];
    let stored = documents
        .store_with(&caller, &before, next, Deed::DocumentRevised, corrected, request)
        .await?;
    http::versioned(stored.document.version, &stored.document)
}
