//! `POST /api/signup/verify`: proves an address by the token of a mail, a new account's or a changed one.

use jiff::Timestamp;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::ids::Token;
use platform::tables::accounts::Person;
use platform::tables::audit::{Deed, Entry};
use platform::tables::ephemeral::tokens::{Bearer, Purpose};
use platform::tables::{TableError, Write, transact};
use platform::vault::KeyOf;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::Signup;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerifyForm {
    token: Zeroizing<String>,
}

pub(crate) async fn verify(signup: &Signup, request: Request) -> Result<Response<Body>, Problem> {
    let now = http::now(&request);
    let form: VerifyForm = http::json(&request)?;

    let token = Token::presented(&form.token);
    let writes = match signup.tokens.find(Purpose::VerifyAddress, &token, now).await? {
        Some(bearer) => activation(signup, &token, &bearer, now)?,
        None => change(signup, &token, now).await?,
    };

    match transact(writes).await {
        Err(TableError::Conflict | TableError::Stale | TableError::Absent) => {
            Err(Problem::dead_link())
        }
        done => Ok(done.map(|()| http::no_content())?),
    }
}

/// A new account becomes active, unless a later sign-up has replaced it.
fn activation(
    signup: &Signup,
    token: &Token,
    bearer: &Bearer,
    now: Timestamp,
) -> Result<Vec<Write>, TableError> {
    Ok(vec![
        signup.tokens.consume(Purpose::VerifyAddress, token, now),
        signup.accounts.activate(bearer.account, now),
        signup.accounts.check_member(bearer.account, bearer.member, bearer.version),
        entry(signup, bearer, Deed::Verified, now)?,
    ])
}

/// A member's address changes to the one that they have now proven, unless somebody else holds it by now.
async fn change(signup: &Signup, token: &Token, now: Timestamp) -> Result<Vec<Write>, Problem> {
    let bearer = signup
        .tokens
        .find(Purpose::ChangeAddress, token, now)
        .await?
        .ok_or_else(Problem::dead_link)?;
    let person = signup
        .accounts
        .person(bearer.account, bearer.member, now)
        .await?
        .ok_or_else(Problem::dead_link)?;
    let email = person
        .pending_email
        .clone()
        .filter(|_| person.member.version == bearer.version)
        .ok_or_else(Problem::dead_link)?;
    let key = signup.vault.key(&KeyOf::account(bearer.account), now).await?;
    let (old, new) = (
        signup.vault.blind_index(&person.member.email).await?,
        signup.vault.blind_index(&email).await?,
    );
    let mut changed = Person { pending_email: None, ..person };
    changed.member.email = email;
    changed.member.version += 1;
    Ok(vec![
        signup.tokens.consume(Purpose::ChangeAddress, token, now),
        signup.accounts.claim_address(&new, bearer.account, bearer.member),
        signup.accounts.release_address(&old),
        signup.accounts.update_member(bearer.account, &changed, &key)?,
        entry(signup, &bearer, Deed::AddressChanged, now)?,
    ])
}

fn entry(
    signup: &Signup,
    bearer: &Bearer,
    deed: Deed,
    now: Timestamp,
) -> Result<Write, TableError> {
    let entry =
        Entry { account: bearer.account, member: bearer.member, deed, object: None, at: now };
    signup.audit.entry(&entry, signup.ids.as_ref())
}
