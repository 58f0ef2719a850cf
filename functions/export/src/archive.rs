//! `GET /stream/export/account`: everything that we hold as one ZIP, written case by case while it is read. A closing
//! account has it too.

use std::sync::Arc;

use casework::case::Case;
use casework::document::letter;
use jiff::Timestamp;
use lambda_http::{Request, Response};
use platform::http::stream::{self, FileHead, Pieces, Streamed};
use platform::http::{self, Caller, Problem};
use platform::tables::accounts::Person;
use platform::tables::audit::Deed;
use platform::tables::documents::{DocumentKey, StoredDocument};
use practice::access::Permission;
use practice::account::Account;

use crate::archive_writer::ArchiveWriter;
use crate::format::Format;
use crate::{Export, account, entry, letterhead};

/// What stands in the archive, in words.
const README: &str = include_str!("archive/README.txt");
const HEAD: FileHead = FileHead { media_type: "application/zip", name: "luma-export.zip" };

pub(crate) async fn archive(
    export: Arc<Export>,
    request: &Request,
) -> Result<Response<Streamed>, Problem> {
    let caller = export.gate.admit(request, Permission::ExportAccount).await?;
    let now = http::now(request);

    let account = export.accounts.account(caller.account, now).await?;
    let account = account.ok_or_else(Problem::not_found)?;
    let people = export.accounts.people(caller.account, now).await?;

    let entry = entry(&caller, Deed::AccountExported, None, request);
    export.audit.record(&entry, export.ids.as_ref()).await?;
    let function = export.function.clone();
    let copy = |pieces| Copy { export, caller, account, people, now, pieces }.write();
    Ok(stream::file(HEAD, &function, copy))
}

/// The copy under way.
struct Copy {
    export: Arc<Export>,
    caller: Caller,
    account: Account,
    people: Vec<Person>,
    now: Timestamp,
    pieces: Pieces,
}

impl Copy {
    async fn write(self) -> Result<(), Problem> {
        let mut zip = ArchiveWriter::new();
        zip.text("README.txt", README)?;
        zip.json("account.json", &account::view(&self.account, &self.people, self.now))?;
        let holdings = &self.export.holdings;
        zip.json("audit.json", &holdings.trail(self.caller.account).await?)?;
        zip.json("payments.json", &holdings.payments(self.caller.account).await?)?;

        let mut cursor = None;
        loop {
            let account = self.caller.account;
            let page = self.export.cases.list(account, cursor.as_deref(), self.now).await?;
            for case in &page.items {
                self.case(&mut zip, case).await?;
                if self.pieces.send(zip.take()).await.is_err() {
                    return Ok(());
                }
            }
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        // Nobody is left to hear it if this fails.
        let _ = self.pieces.send(zip.finish()?).await;
        Ok(())
    }

    async fn case(&self, zip: &mut ArchiveWriter, case: &Case) -> Result<(), Problem> {
        let folder = format!("cases/{}", case.id);
        zip.json(&format!("{folder}/case.json"), case)?;
        let mut cursor = None;
        loop {
            let documents = &self.export.documents;
            let account = self.caller.account;
            let page = documents.list(account, case.id, cursor.as_deref(), self.now).await?;
            for stored in &page.items {
                self.document(zip, &folder, stored).await?;
            }
            cursor = page.next;
            if cursor.is_none() {
                return Ok(());
            }
        }
    }

    async fn document(
        &self,
        zip: &mut ArchiveWriter,
        folder: &str,
        stored: &StoredDocument,
    ) -> Result<(), Problem> {
        let document = &stored.document;
        let folder = format!("{folder}/documents/{}", document.id);
        zip.json(&format!("{folder}/document.json"), document)?;
        let letterhead = letterhead(&self.account, &self.people, document, &self.caller);
        let letter = letter(document, &letterhead);
        for format in [Format::Docx, Format::Text] {
            let name = format!("{folder}/{}", format.head().name);
            zip.entry(&name, &format.write(&letter)?)?;
        }
        let (account, case) = (self.caller.account, document.case_id);
        let key = DocumentKey { account, case, document: document.id };
        for number in 1..document.version {
            let earlier = self.export.documents.version(key, number, self.now).await?;
            if let Some(earlier) = earlier {
                zip.json(&format!("{folder}/versions/{number}.json"), &earlier)?;
            }
        }
        Ok(())
    }
}
