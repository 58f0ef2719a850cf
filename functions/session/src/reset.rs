//! `POST /api/password/reset`: sets a new password by the token of a mail, ends all sessions, and stops a change of
//! address that is under way.

use jiff::Timestamp;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::ids::Token;
use platform::mail::{Mail, Message};
use platform::password::PasswordHash;
use platform::tables::accounts::Person;
use platform::tables::audit::{Deed, Entry};
use platform::tables::ephemeral::limits::Scope;
use platform::tables::ephemeral::tokens::{Bearer, Purpose};
use platform::tables::{TableError, transact};
use platform::vault::KeyOf;
use practice::password::Password;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::Session;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResetForm {
    token: Zeroizing<String>,
    password: Zeroizing<String>,
}

pub(crate) async fn reset(session: &Session, request: Request) -> Result<Response<Body>, Problem> {
    let (viewer, now) = (http::viewer(&request)?, http::now(&request));
    let form: ResetForm = http::json(&request)?;
    session.limits.take(Scope::SignInViewer, viewer, session.bounds.sign_in_address, now).await?;

    let token = Token::presented(&form.token);
    let bearer = session
        .tokens
        .find(Purpose::ResetPassword, &token, now)
        .await?
        .ok_or_else(Problem::dead_link)?;
    let changed = changed(session, &bearer, &form.password, now).await?;

    match store(session, &token, &bearer, &changed, now).await {
        Err(TableError::Conflict | TableError::Stale | TableError::Absent) => {
            Err(Problem::dead_link())
        }
        stored => Ok(stored.map(|()| http::no_content())?),
    }
}

/// The member with the new password, if it may be set.
async fn changed(
    session: &Session,
    bearer: &Bearer,
    password: &str,
    now: Timestamp,
) -> Result<Person, Problem> {
    let (account, person) = tokio::try_join!(
        session.accounts.account(bearer.account, now),
        session.accounts.person(bearer.account, bearer.member, now)
    )?;
    let (account, mut person) = account.zip(person).ok_or_else(Problem::dead_link)?;
    if person.member.version != bearer.version {
        return Err(Problem::dead_link());
    }
    let member = &person.member;
    let own = [member.email.as_str(), member.name.as_str(), account.profile.practice_name.as_str()];
    let password =
        Password::parse(password, &own).map_err(|refused| refused.refusal("/password"))?;
    person.password = PasswordHash::of(&password, session.ids.as_ref())?;
    person.pending_email = None;
    person.member.sessions_valid_from = now;
    person.member.version += 1;
    Ok(person)
}

async fn store(
    session: &Session,
    token: &Token,
    bearer: &Bearer,
    changed: &Person,
    now: Timestamp,
) -> Result<(), TableError> {
    let (account, member) = (bearer.account, bearer.member);
    let key = session.vault.key(&KeyOf::account(account), now).await?;
    let mail = Mail { to: changed.member.email.clone(), message: Message::PasswordChanged };
    let (mail, posted) = session.outbox.post(account, &key, mail, now)?;
    let entry = Entry { account, member, deed: Deed::PasswordReset, object: None, at: now };
    transact(vec![
        session.tokens.consume(Purpose::ResetPassword, token, now),
        session.accounts.update_member(account, changed, &key)?,
        mail,
        session.audit.entry(&entry, session.ids.as_ref())?,
    ])
    .await?;
    session.outbox.deliver(posted).await;
    Ok(())
}
