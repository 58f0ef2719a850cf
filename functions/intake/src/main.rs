//! Cases: looks for identifiers, takes a case in, lists, shows and corrects it; and looks up reference data.

mod check;
mod correct;
mod create;
mod gaps;
mod import;
mod list;
mod look_up;
mod read;
mod view;

use std::sync::Arc;

use lambda_http::http::Method;
use lambda_http::{Body, Error, Request, Response};
use platform::Platform;
use platform::http::{self, Caller, Gate, Problem};
use platform::ids::Ids;
use platform::tables::audit::{Audit, Deed, Entry};
use platform::tables::cases::Cases;
use platform::tables::ephemeral::idempotency::Once;
use platform::tables::{TableError, Write};
use platform::vault::Vault;

/// All that intake may touch; its IAM policy says the same.
pub(crate) struct Intake {
    pub(crate) gate: Gate,
    pub(crate) cases: Cases,
    pub(crate) once: Once,
    pub(crate) audit: Audit,
    pub(crate) ids: Arc<dyn Ids>,
}

impl Intake {
    fn open(platform: &Platform) -> Self {
        let vault = Vault::open(platform);
        Self {
            gate: Gate::open(platform, &vault),
            cases: Cases::open(platform, &vault),
            once: Once::open(platform),
            audit: Audit::open(platform),
            ids: Arc::clone(&platform.ids),
        }
    }

    async fn answer(&self, request: Request) -> Result<Response<Body>, Problem> {
        match (request.method(), http::path(&request).as_slice()) {
            (&Method::POST, ["api", "phi-check"]) => check::check(self, &request).await,
            (&Method::POST, ["api", "cases"]) => create::create(self, &request).await,
            (&Method::POST, ["api", "cases", "import"]) => import::import(self, &request).await,
            (&Method::GET, ["api", "cases"]) => list::list(self, &request).await,
            (&Method::GET, ["api", "cases", id]) => read::read(self, &request, id).await,
            (&Method::GET, ["api", "cases", id, "gaps"]) => gaps::check(self, &request, id).await,
            (&Method::PATCH, ["api", "cases", id]) => correct::correct(self, &request, id).await,
            (&Method::GET, ["api", "clinical", list]) => {
                look_up::look_up(self, &request, list).await
            }
            _ => Err(Problem::not_found()),
        }
    }

    /// An entry of the trail for what a caller does now to a case.
    pub(crate) fn entry(
        &self,
        caller: &Caller,
        deed: Deed,
        case: &impl ToString,
        request: &Request,
    ) -> Result<Write, TableError> {
        let entry = Entry {
            account: caller.account,
            member: caller.member,
            deed,
            object: Some(case.to_string()),
            at: http::now(request),
        };
        self.audit.entry(&entry, self.ids.as_ref())
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let platform = Platform::open().await?;
    let intake = Intake::open(&platform);
    http::serve(&platform, |request| intake.answer(request)).await
}
