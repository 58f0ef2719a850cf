//! `DELETE /api/session`: ends the session for good and takes both cookies away. Again, or without a session, is no error.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem, cookie};
use platform::tables::audit::{Deed, Entry};

use crate::Session;

pub(crate) async fn sign_out(
    session: &Session,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let now = http::now(&request);
    let claims = session.gate.session_to_end(&request).await?;
    let row = match claims {
        Some(claims) => session.sessions.get(&claims.session).await?,
        None => None,
    };

    if let Some(row) = row.filter(|row| !row.revoked) {
        session.sessions.revoke(&row.id).await?;
        let entry = Entry {
            account: row.account,
            member: row.member,
            deed: Deed::SignedOut,
            object: Some(row.id),
            at: now,
        };
        session.audit.record(&entry, session.ids.as_ref()).await?;
    }
    cookie::clear(http::no_content())
}
