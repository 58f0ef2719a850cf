//! `GET /stream/export/case/{id}?purpose=`: a case as a file that identifies no one, for a colleague or, as a template, for
//! the practice.

use casework::case::CaseId;
use casework::portable::{self, Purpose};
use lambda_http::{Request, Response};
use platform::http::stream::{self, Streamed};
use platform::http::{self, Code, Problem};
use platform::tables::audit::Deed;
use platform::tables::transact;
use practice::access::Permission;

use crate::{Export, entry, format};

pub(crate) async fn case(
    export: &Export,
    request: &Request,
    case: &str,
) -> Result<Response<Streamed>, Problem> {
    let caller = export.gate.admit(request, Permission::ReadCases).await?;
    let case = CaseId::parse(case)?;
    let query = http::query(request, &["purpose"])?;
    let purpose = match query.get("purpose").map(String::as_str) {
        None | Some("case") => Purpose::Case,
        Some("template") => Purpose::Template,
        Some(_) => return Err(Problem::new(Code::MalformedRequest)),
    };

    let case = export.cases.get(caller.account, case, http::now(request)).await?;
    let case = case.ok_or_else(Problem::not_found)?;
    let text = portable::export(&case.context, purpose)?.text()?;

    let entry = entry(&caller, Deed::CaseExported, Some(case.id.to_string()), request);
    transact(vec![export.audit.entry(&entry, export.ids.as_ref())?]).await?;
    let send = |pieces: stream::Pieces| async move {
        // A client that leaves has what it wanted or does not want it.
        let _ = pieces.send(text.into_bytes()).await;
        Ok(())
    };
    Ok(stream::file(format::portable_case(), &export.function, send))
}
