//! `POST /api/unsubscribe`: ends news by mail without a session, by the token of a mail. A mailbox provider clicks once
//! for its user (RFC 8058, token in the address), a page of ours sends JSON. Again is no error.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Code, Problem};
use platform::mail::unsubscribe;
use platform::tables::audit::{Deed, Entry};
use platform::tables::{TableError, transact};
use serde::Deserialize;

use crate::AccountPage;

/// The body that RFC 8058 section 3.1 prescribes.
const ONE_CLICK: &[u8] = b"List-Unsubscribe=One-Click";

/// From a page of ours.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnsubscribeForm {
    token: String,
}

pub(crate) async fn unsubscribe(
    page: &AccountPage,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let token = token(&request)?;
    let now = http::now(&request);
    let (account, member) =
        unsubscribe::open(&page.vault, &token, now).await?.ok_or_else(Problem::dead_link)?;
    let entry = Entry { account, member, deed: Deed::PreferencesChanged, object: None, at: now };
    let writes = vec![
        page.accounts.prefer_marketing(account, member, false),
        page.audit.entry(&entry, page.ids.as_ref())?,
    ];

    match transact(writes).await {
        Err(TableError::Absent) => Err(Problem::dead_link()),
        done => Ok(done.map(|()| http::no_content())?),
    }
}

/// The token, from wherever it may come.
fn token(request: &Request) -> Result<String, Problem> {
    if request.body().as_ref() == ONE_CLICK {
        let token = http::query(request, &["token"])?.remove("token");
        return token.ok_or_else(|| Problem::new(Code::MalformedRequest));
    }
    http::json::<UnsubscribeForm>(request).map(|form| form.token)
}
