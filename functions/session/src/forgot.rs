//! `POST /api/password/forgot`: mails a link to set a new password. The answer is the same, and takes the same time,
//! whether or not the address has an account.

use std::time::Duration;

use jiff::Timestamp;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Pace, Problem};
use platform::mail::{Mail, Message};
use platform::tables::audit::{Deed, Entry};
use platform::tables::ephemeral::limits::{Limited, Scope};
use platform::tables::ephemeral::tokens::{Bearer, Purpose};
use platform::tables::{TableError, transact};
use platform::vault::{BlindIndex, KeyOf};
use practice::account::Standing;
use practice::email::Email;
use serde::Deserialize;
use serde_json::json;
use zeroize::Zeroizing;

use crate::Session;

/// Above what storing and mailing take together.
const FLOOR: Duration = Duration::from_millis(400);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForgotForm {
    email: String,
}

pub(crate) async fn forgot(session: &Session, request: Request) -> Result<Response<Body>, Problem> {
    let (viewer, now) = (http::viewer(&request)?, http::now(&request));
    let form: ForgotForm = http::json(&request)?;
    let email = Email::parse(&form.email).map_err(|refused| refused.refusal("/email"))?;
    session.limits.take(Scope::SignInViewer, viewer, session.bounds.sign_in_address, now).await?;

    let pace = Pace::begin(FLOOR);
    let index = session.vault.blind_index(&email).await?;
    match session.limits.take(Scope::ResetMail, index.as_str(), session.bounds.mail, now).await {
        Ok(()) => send(session, &index, now).await?,
        Err(Limited::Reached { .. }) => {}
        Err(limited) => return Err(limited.into()),
    }
    pace.keep().await;
    http::accepted(&json!({"next": "look-into-your-mail"}))
}

/// Sends the link, if the address has an account that can be entered.
async fn send(session: &Session, index: &BlindIndex, now: Timestamp) -> Result<(), TableError> {
    let Some((account, member)) = session.accounts.find(index).await? else { return Ok(()) };
    let (person, rights) = tokio::try_join!(
        session.accounts.person(account, member, now),
        session.accounts.rights(account, member)
    )?;
    let (Some(person), Some(rights)) = (person, rights) else { return Ok(()) };
    if !matches!(rights.standing, Standing::Active | Standing::Closing) {
        return Ok(());
    }
    let token = session.ids.token()?;
    let bearer = Bearer { account, member, version: person.member.version };
    let message = Message::ResetPassword { token: Zeroizing::new(token.as_str().to_owned()) };
    let key = session.vault.key(&KeyOf::account(account), now).await?;
    let (mail, posted) =
        session.outbox.post(account, &key, Mail { to: person.member.email, message }, now)?;
    let entry = Entry { account, member, deed: Deed::ResetRequested, object: None, at: now };
    transact(vec![
        session.tokens.insert(Purpose::ResetPassword, &token, &bearer, now),
        mail,
        session.audit.entry(&entry, session.ids.as_ref())?,
    ])
    .await?;
    session.outbox.deliver(posted).await;
    Ok(())
}
