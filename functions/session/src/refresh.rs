//! `POST /api/session/refresh`: replaces both tokens. Each refresh token is good once; for a few seconds it gets the same
//! successor again, and after that its reuse ends the session, since one of its two holders is not the owner.

use jiff::Timestamp;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Code, Problem, cookie};
use platform::ids::Token;
use platform::mail::{Mail, Message};
use platform::tables::accounts::Rights;
use platform::tables::audit::{Deed, Entry};
use platform::tables::ephemeral::sessions::{Judgement, Session as Row};
use platform::tables::{TableError, transact};
use platform::vault::KeyOf;
use practice::account::Standing;

use crate::{Session, view};

/// How often a rotation that lost a race is judged anew.
const ATTEMPTS: u8 = 3;

/// A refresh token as presented: `<session>.<generation>.<secret>`.
struct Presented {
    session: String,
    generation: u64,
    token: Token,
}

impl Presented {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (session, generation, _secret) =
            (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
        let whole = parts.next().is_none() && text.len() <= 256;
        whole.then(|| Self {
            session: session.to_owned(),
            generation,
            token: Token::presented(text),
        })
    }
}

pub(crate) async fn refresh(
    session: &Session,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let now = http::now(&request);
    let presented = cookie::cookie(&request, cookie::REFRESH).and_then(Presented::parse);
    let presented = presented.ok_or_else(|| Problem::new(Code::Unauthenticated))?;

    for _ in 0..ATTEMPTS {
        let (row, rights) = standing(session, &presented, now).await?;
        match judge(session, &row, &presented, now).await? {
            Judgement::Rotate => {
                if let Some((row, token)) = rotate(session, &row, now).await? {
                    return view::answer(session, &row, &token, &rights, now).await;
                }
            }
            Judgement::Repeat => {
                let token = session.mint.refresh(&row, row.generation, now).await?;
                return view::answer(session, &row, &token, &rights, now).await;
            }
            Judgement::Reused => return Err(revoke(session, &row, now).await?),
            Judgement::Refuse => break,
        }
    }
    Err(Problem::new(Code::Unauthenticated))
}

/// The token's session, while it stands.
async fn standing(
    session: &Session,
    presented: &Presented,
    now: Timestamp,
) -> Result<(Row, Rights), Problem> {
    let ended = || Problem::new(Code::Unauthenticated);
    let row = session.sessions.get(&presented.session).await?.ok_or_else(ended)?;
    let rights = session.accounts.rights(row.account, row.member).await?.ok_or_else(ended)?;
    let open = matches!(rights.standing, Standing::Active | Standing::Closing);
    if open && row.stands(rights.sessions_valid_from, now) {
        Ok((row, rights))
    } else {
        Err(ended())
    }
}

async fn judge(
    session: &Session,
    row: &Row,
    presented: &Presented,
    now: Timestamp,
) -> Result<Judgement, Problem> {
    let digest = presented.token.digest();
    let ours = session.mint.refresh(row, presented.generation, now).await?;
    Ok(row.judge(presented.generation, &digest, ours.digest() == digest, now))
}

/// The next token; none if another request was faster.
async fn rotate(
    session: &Session,
    row: &Row,
    now: Timestamp,
) -> Result<Option<(Row, Token)>, Problem> {
    let token = session.mint.refresh(row, row.generation + 1, now).await?;
    let after = row.rotated(token.digest(), now);
    match session.sessions.rotate(row, &after).await {
        Err(TableError::Conflict) => Ok(None),
        stored => Ok(stored.map(|()| Some((after, token)))?),
    }
}

/// Ends a session whose token was used twice, and tells its owner.
async fn revoke(session: &Session, row: &Row, now: Timestamp) -> Result<Problem, Problem> {
    let (account, member) = (row.account, row.member);
    session.sessions.revoke(&row.id).await?;
    let entry = Entry {
        account,
        member,
        deed: Deed::SessionRevoked,
        object: Some(row.id.clone()),
        at: now,
    };
    let mut writes = vec![session.audit.entry(&entry, session.ids.as_ref())?];
    let key = session.vault.key(&KeyOf::account(account), now).await?;
    let person =
        session.accounts.person(account, member, now).await?.ok_or_else(Problem::not_found)?;
    let mail = Mail { to: person.member.email, message: Message::SessionRevoked };
    let (write, posted) = session.outbox.post(account, &key, mail, now)?;
    writes.push(write);
    transact(writes).await?;
    session.outbox.deliver(posted).await;
    Ok(Problem::new(Code::Unauthenticated))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_parts_with_a_number_between_are_a_refresh_token() {
        assert_eq!(Presented::parse("S.7.secret").unwrap().generation, 7);
        for text in [
            "",
            "S",
            "S.7",
            "S.x.secret",
            "S.-1.secret",
            "S.7.secret.more",
            &format!("S.7.{}", "x".repeat(256)),
        ] {
            assert!(Presented::parse(text).is_none(), "{text}");
        }
    }
}
