//! `POST /api/account/policy`: accepts the present policy and terms, by their version.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::tables::audit::Deed;
use platform::tables::transact;
use practice::access::Permission;
use practice::policy::POLICY_VERSION;
use serde::Deserialize;

use crate::AccountPage;
use crate::correct::entry;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptanceForm {
    version: String,
}

pub(crate) async fn accept(
    page: &AccountPage,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let caller = page.gate.admit(&request, Permission::CorrectAccount).await?;
    let form: AcceptanceForm = http::json(&request)?;
    if form.version != POLICY_VERSION {
        return Err(Problem::field(
            "/version",
            "unknown-value",
            "only the present version can be accepted",
        ));
    }

    let now = http::now(&request);
    let acceptance =
        page.accounts.accept_policy(caller.account, caller.member, POLICY_VERSION, now);
    transact(vec![acceptance, entry(page, &caller, Deed::PolicyAccepted, now)?]).await?;
    Ok(http::no_content())
}
