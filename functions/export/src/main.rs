//! Takes away one document as a file, one case as a file that identifies no one, or everything that we hold as one archive.

mod account;
mod archive;
mod archive_writer;
mod case;
mod document;
mod format;

use std::sync::Arc;

use casework::document::{Document, Letterhead};
use lambda_http::http::Method;
use lambda_http::{Error, Request, Response};
use platform::Platform;
use platform::http::stream::Streamed;
use platform::http::{self, Caller, Gate, Problem};
use platform::ids::Ids;
use platform::tables::accounts::{Accounts, Person};
use platform::tables::audit::{Audit, Deed, Entry};
use platform::tables::cases::Cases;
use platform::tables::documents::Documents;
use platform::tables::holdings::Holdings;
use platform::vault::Vault;
use practice::account::Account;

/// All that export may touch; its IAM policy says the same.
pub(crate) struct Export {
    pub(crate) gate: Gate,
    pub(crate) accounts: Accounts,
    pub(crate) cases: Cases,
    pub(crate) documents: Documents,
    pub(crate) holdings: Holdings,
    pub(crate) audit: Audit,
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) function: String,
}

impl Export {
    fn open(platform: &Platform) -> Self {
        let vault = Vault::open(platform);
        Self {
            gate: Gate::open(platform, &vault),
            accounts: Accounts::open(platform, &vault),
            cases: Cases::open(platform, &vault),
            documents: Documents::open(platform, &vault),
            holdings: Holdings::open(platform),
            audit: Audit::open(platform),
            ids: Arc::clone(&platform.ids),
            function: platform.config.function.clone(),
        }
    }
}

async fn answer(export: Arc<Export>, request: Request) -> Result<Response<Streamed>, Problem> {
    match (request.method(), http::path(&request).as_slice()) {
        (&Method::GET, ["stream", "export", "document", case, file]) => {
            document::document(&export, &request, case, file).await
        }
        (&Method::GET, ["stream", "export", "case", id]) => case::case(&export, &request, id).await,
        (&Method::GET, ["stream", "export", "account"]) => archive::archive(export, &request).await,
        _ => Err(Problem::not_found()),
    }
}

/// An entry of the trail for what a caller takes away now.
pub(crate) fn entry(
    caller: &Caller,
    deed: Deed,
    object: Option<String>,
    request: &Request,
) -> Entry {
    Entry { account: caller.account, member: caller.member, deed, object, at: http::now(request) }
}

/// Who writes a letter: the practice, and the member who signed it off, or else the one who takes it away.
pub(crate) fn letterhead(
    account: &Account,
    people: &[Person],
    document: &Document,
    caller: &Caller,
) -> Letterhead {
    let signed = document.signed_off.as_ref().map(|attestation| attestation.by.as_str());
    let caller = caller.member.to_string();
    let find = |id: &str| people.iter().find(|person| person.member.id.to_string() == id);
    let clinician = signed.and_then(find).or_else(|| find(&caller));
    Letterhead {
        practice: account.profile.practice_name.as_str().to_owned(),
        clinician: clinician
            .map(|person| person.member.name.as_str().to_owned())
            .unwrap_or_default(),
        specialty: account.profile.specialty.name().to_owned(),
        npi: account.profile.npi.as_ref().map(|npi| npi.as_str().to_owned()),
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let platform = Platform::open().await?;
    let export = Arc::new(Export::open(&platform));
    http::serve_streaming(&platform, |request| answer(Arc::clone(&export), request)).await
}
