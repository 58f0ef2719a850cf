//! `GET /stream/export/document/{case}/{document}.{docx,pdf,html,txt}`: one letter as a file, identifiers left as blanks.

use casework::case::{CaseId, DocumentId};
use casework::document::letter;
use lambda_http::{Request, Response};
use platform::http::stream::{self, Streamed};
use platform::http::{self, Problem};
use platform::tables::audit::Deed;
use platform::tables::documents::DocumentKey;
use platform::tables::transact;
use practice::access::Permission;

use crate::format::Format;
use crate::{Export, entry, letterhead};

pub(crate) async fn document(
    export: &Export,
    request: &Request,
    case: &str,
    file: &str,
) -> Result<Response<Streamed>, Problem> {
    let caller = export.gate.admit(request, Permission::ExportDocument).await?;
    let (document, ending) = file.split_once('.').ok_or_else(Problem::not_found)?;
    let format = Format::parse(ending).ok_or_else(Problem::not_found)?;
    let (case, document) = (CaseId::parse(case)?, DocumentId::parse(document)?);
    let key = DocumentKey { account: caller.account, case, document };
    let now = http::now(request);

    let stored = export.documents.get(key, now).await?.ok_or_else(Problem::not_found)?;
    let account = export.accounts.account(caller.account, now).await?;
    let account = account.ok_or_else(Problem::not_found)?;
    let people = export.accounts.people(caller.account, now).await?;
    let letterhead = letterhead(&account, &people, &stored.document, &caller);
    let bytes = format.write(&letter(&stored.document, &letterhead))?;

    let entry = entry(&caller, Deed::DocumentExported, Some(document.to_string()), request);
    let trail = export.audit.entry(&entry, export.ids.as_ref())?;
    transact(vec![export.documents.exported(key, now), trail]).await?;
    let send = |pieces: stream::Pieces| async move {
        // A client that leaves has what it wanted or does not want it.
        let _ = pieces.send(bytes).await;
        Ok(())
    };
    Ok(stream::file(format.head(), &export.function, send))
}
