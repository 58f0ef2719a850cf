//! `POST /api/unsubscribe?token=…`: ends news by mail with one click of the mailbox provider, without a session
//! (RFC 8058). Again is no error.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Code, Problem};
use platform::mail::unsubscribe;
use platform::tables::audit::{Deed, Entry};
use platform::tables::{TableError, transact};

use crate::AccountPage;

/// The body that RFC 8058 section 3.1 prescribes.
const ONE_CLICK: &[u8] = b"List-Unsubscribe=One-Click";

pub(crate) async fn unsubscribe(
    page: &AccountPage,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let mut query = http::query(&request, &["token"])?;
    let token = query.remove("token").ok_or_else(|| Problem::new(Code::MalformedRequest))?;
    if request.body().as_ref() != ONE_CLICK {
        return Err(Problem::new(Code::MalformedRequest));
    }

    let now = http::now(&request);
    let (account, member) =
        unsubscribe::open(&page.vault, &token, now).await?.ok_or_else(Problem::not_found)?;
    let entry = Entry { account, member, deed: Deed::PreferencesChanged, object: None, at: now };
    let writes = vec![
        page.accounts.prefer_marketing(account, member, false),
        page.audit.entry(&entry, page.ids.as_ref())?,
    ];

    match transact(writes).await {
        Err(TableError::Absent) => Err(Problem::not_found()),
        done => Ok(done.map(|()| http::no_content())?),
    }
}
