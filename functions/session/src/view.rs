//! What a new or renewed session answers: who signed in, and the two cookies.

use jiff::Timestamp;
use lambda_http::{Body, Response};
use platform::http::{self, Problem, cookie};
use platform::ids::Token;
use platform::tables::accounts::Rights;
use platform::tables::ephemeral::sessions::Session as Row;
use serde::Serialize;

use crate::Session;

/// Who signed in.
#[derive(Serialize)]
struct SessionView<'a> {
    account_id: String,
    member_id: String,
    role: &'a str,
    state: &'a str,
    /// When the session ends at the latest.
    ends_at: Timestamp,
}

/// The answer, with an access token and the session's present refresh token.
pub(crate) async fn answer(
    session: &Session,
    row: &Row,
    refresh: &Token,
    rights: &Rights,
    now: Timestamp,
) -> Result<Response<Body>, Problem> {
    let access = session.mint.access(row, now).await?;
    let left = row.ends_at().duration_since(now).as_secs();
    let view = SessionView {
        account_id: row.account.to_string(),
        member_id: row.member.to_string(),
        role: rights.role.as_str(),
        state: rights.standing.as_str(),
        ends_at: row.ends_at(),
    };
    cookie::set(
        http::ok(&view)?,
        &access,
        refresh.as_str(),
        u64::try_from(left).unwrap_or_default(),
    )
}
