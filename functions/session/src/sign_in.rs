//! `POST /api/session`: begins a session. A wrong password, an unknown address and an unproven one answer alike, after
//! the same time.

use std::time::Duration;

use jiff::Timestamp;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Code, Pace, Problem};
use platform::password::is_password;
use platform::tables::TableError;
use platform::tables::accounts::{Person, Rights};
use platform::tables::audit::{Deed, Entry};
use platform::tables::ephemeral::limits::{Limited, Scope};
use platform::tables::ephemeral::sessions::Session as Row;
use platform::vault::BlindIndex;
use practice::account::Standing;
use practice::email::Email;
use practice::id::AccountId;
use practice::password::Password;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::{Session, view};

/// Above what looking up and hashing take together.
const FLOOR: Duration = Duration::from_millis(300);
/// How long an attempt waits whose address was guessed at too often from everywhere: slower for a guesser, never closed
/// to the owner.
const SLOW: Duration = Duration::from_secs(2);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignInForm {
    email: String,
    password: Zeroizing<String>,
}

/// Whose address it is, and what they may do.
struct Known {
    account: AccountId,
    person: Person,
    rights: Rights,
}

pub(crate) async fn sign_in(
    session: &Session,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let (viewer, now) = (http::viewer(&request)?, http::now(&request));
    let form: SignInForm = http::json(&request)?;
    let email = Email::parse(&form.email).map_err(|refused| refused.refusal("/email"))?;

    let pace = Pace::begin(FLOOR);
    let attempt = Attempt::count(session, viewer, &email, now).await?;
    let known = known(session, &attempt.index, now).await?;
    let proven = prove(known, &form.password)?;

    match proven {
        Ok(known) => {
            attempt.forgive(session, now).await?;
            begin(session, &known, now).await
        }
        Err(someone) => {
            refuse(session, someone, now).await?;
            pace.keep().await;
            Err(Problem::new(Code::Unauthenticated))
        }
    }
}

/// One attempt, counted as failed until it succeeds.
struct Attempt {
    index: BlindIndex,
    /// The address from this viewer.
    pair: String,
}

impl Attempt {
    async fn count(
        session: &Session,
        viewer: &str,
        email: &Email,
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let (limits, bounds) = (&session.limits, &session.bounds);
        limits.take(Scope::SignInViewer, viewer, bounds.sign_in_address, now).await?;
        let index = session.vault.blind_index(email).await?;
        let pair = format!("{}|{viewer}", index.as_str());
        limits.take(Scope::SignIn, &pair, bounds.sign_in, now).await?;
        match limits.take(Scope::SignInAccount, index.as_str(), bounds.sign_in_account, now).await {
            Err(Limited::Reached { .. }) => tokio::time::sleep(SLOW).await,
            counted => counted?,
        }
        Ok(Self { index, pair })
    }

    async fn forgive(&self, session: &Session, now: Timestamp) -> Result<(), Problem> {
        let (limits, bounds) = (&session.limits, &session.bounds);
        limits.give_back(Scope::SignIn, &self.pair, bounds.sign_in, now).await?;
        Ok(limits
            .give_back(Scope::SignInAccount, self.index.as_str(), bounds.sign_in_account, now)
            .await?)
    }
}

async fn known(
    session: &Session,
    index: &BlindIndex,
    now: Timestamp,
) -> Result<Option<Known>, TableError> {
    let Some((account, member)) = session.accounts.find(index).await? else { return Ok(None) };
    let (person, rights) = tokio::try_join!(
        session.accounts.person(account, member, now),
        session.accounts.rights(account, member)
    )?;
    Ok(person.zip(rights).map(|(person, rights)| Known { account, person, rights }))
}

/// The known one, if the password is theirs and the account may be entered; else whoever was meant.
fn prove(known: Option<Known>, password: &str) -> Result<Result<Known, Option<Known>>, Problem> {
    // A password too long to be anybody's is hashed as an empty one, which is nobody's.
    let password = Password::typed(password)
        .or_else(|| Password::typed(""))
        .ok_or_else(|| Problem::internal("no password"))?;
    let right = is_password(&password, known.as_ref().map(|known| &known.person.password))?;
    Ok(match known {
        Some(known)
            if right && matches!(known.rights.standing, Standing::Active | Standing::Closing) =>
        {
            Ok(known)
        }
        someone => Err(someone),
    })
}

async fn begin(
    session: &Session,
    known: &Known,
    now: Timestamp,
) -> Result<Response<Body>, Problem> {
    let (account, member) = (known.account, known.person.member.id);
    let id = session.ids.ulid(now)?.to_string();
    let nonce = session.ids.token()?.as_str().to_owned();
    let fresh = Row::begin(id, account, member, nonce, now);
    let refresh = session.mint.refresh(&fresh, 1, now).await?;
    let row = fresh.rotated(refresh.digest(), now);
    session.sessions.insert(&row).await?;
    let entry =
        Entry { account, member, deed: Deed::SignedIn, object: Some(row.id.clone()), at: now };
    session.audit.record(&entry, session.ids.as_ref()).await?;
    view::answer(session, &row, &refresh, &known.rights, now).await
}

async fn refuse(session: &Session, someone: Option<Known>, now: Timestamp) -> Result<(), Problem> {
    let Some(known) = someone else { return Ok(()) };
    let entry = Entry {
        account: known.account,
        member: known.person.member.id,
        deed: Deed::SignInRefused,
        object: None,
        at: now,
    };
    Ok(session.audit.record(&entry, session.ids.as_ref()).await?)
}
