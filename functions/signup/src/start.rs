//! `POST /api/signup`: creates an account that waits for its address to be proven. The answer is the same, and takes the
//! same time, whether or not the address has an account already; the mail tells.

use std::time::Duration;

use jiff::Timestamp;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Pace, Problem};
use platform::ids::Token;
use platform::mail::{Mail, Message};
use platform::password::PasswordHash;
use platform::tables::accounts::Person;
use platform::tables::audit::{Deed, Entry};
use platform::tables::ephemeral::limits::{Limited, Scope};
use platform::tables::ephemeral::tokens::{Bearer, Purpose};
use platform::tables::outbox::Posted;
use platform::tables::{TableError, Write, transact};
use platform::vault::{BlindIndex, DataKey, KeyOf};
use practice::account::{Account, Standing};
use practice::email::Email;
use practice::id::{AccountId, MemberId};
use practice::member::{Member, Role};
use practice::plan::{Letters, Plan};
use practice::policy::POLICY_VERSION;
use practice::sign_up::{SignUp, SignUpForm};
use serde_json::json;
use zeroize::Zeroizing;

use crate::Signup;

/// Above what hashing, storing and mailing take together.
const FLOOR: Duration = Duration::from_millis(500);

pub(crate) async fn start(signup: &Signup, request: Request) -> Result<Response<Body>, Problem> {
    let (viewer, now) = (http::viewer(&request)?, http::now(&request));
    let applicant = SignUp::try_from(http::json::<SignUpForm>(&request)?)?;
    signup.limits.take(Scope::SignUp, viewer, signup.bounds.sign_up, now).await?;

    let pace = Pace::begin(FLOOR);
    let password = PasswordHash::of(&applicant.password, signup.ids.as_ref())?;
    let index = signup.vault.blind_index(&applicant.email).await?;

    match signup.limits.take(Scope::VerifyMail, index.as_str(), signup.bounds.mail, now).await {
        Ok(()) => take_in(signup, &applicant, &password, &index, now).await?,
        Err(Limited::Reached { .. }) => {}
        Err(limited) => return Err(limited.into()),
    }
    pace.keep().await;
    http::accepted(&json!({"next": "confirm-your-address"}))
}

/// Does what the address calls for. Another sign-up with the same address may be faster; then this one finds its account.
async fn take_in(
    signup: &Signup,
    applicant: &SignUp,
    password: &PasswordHash,
    index: &BlindIndex,
    now: Timestamp,
) -> Result<(), Problem> {
    let opened = match signup.accounts.find(index).await? {
        None => open(signup, applicant, password, index, now).await,
        Some(known) => meet(signup, applicant, password, known, now).await,
    };
    match opened {
        Err(TableError::Conflict | TableError::Stale) => match signup.accounts.find(index).await? {
            Some((account, member)) => {
                Ok(remind(signup, account, member, applicant.email.clone(), now).await?)
            }
            None => Err(TableError::Busy("sign up").into()),
        },
        opened => Ok(opened?),
    }
}

/// Opens an account for an address that has none.
async fn open(
    signup: &Signup,
    applicant: &SignUp,
    password: &PasswordHash,
    index: &BlindIndex,
    now: Timestamp,
) -> Result<(), TableError> {
    let account_id = AccountId::new(signup.ids.ulid(now)?);
    let member_id = MemberId::new(signup.ids.ulid(now)?);
    let new_key = signup.vault.generate(KeyOf::account(account_id)).await?;
    let account = account(account_id, applicant, 1, now);
    let person = person(member_id, applicant, password, 1, now);
    let (mut writes, posted) = confirmation(signup, &account, &person, &new_key.key, now)?;
    writes.extend([
        signup.accounts.claim_address(index, account_id, member_id),
        signup.accounts.insert(&account, &new_key.key)?,
        signup.accounts.insert_member(account_id, &person, &new_key.key)?,
        signup.vault.insert(&new_key, now),
    ]);
    transact(writes).await?;
    signup.outbox.deliver(posted).await;
    Ok(())
}

/// Meets an address that has an account: an unverified one is replaced whole by this sign-up, so that nobody can wait in
/// it for the address's owner; any other is left alone.
async fn meet(
    signup: &Signup,
    applicant: &SignUp,
    password: &PasswordHash,
    (account_id, member_id): (AccountId, MemberId),
    now: Timestamp,
) -> Result<(), TableError> {
    let (before, someone) = tokio::try_join!(
        signup.accounts.account(account_id, now),
        signup.accounts.person(account_id, member_id, now)
    )?;
    let (Some(before), Some(someone)) = (before, someone) else { return Ok(()) };
    if before.standing != Standing::Unverified {
        return remind(signup, account_id, member_id, applicant.email.clone(), now).await;
    }
    let key = signup.vault.key(&KeyOf::account(account_id), now).await?;
    let account = account(account_id, applicant, before.version + 1, now);
    let person = person(member_id, applicant, password, someone.member.version + 1, now);
    let (mut writes, posted) = confirmation(signup, &account, &person, &key, now)?;
    writes.push(signup.accounts.replace_unverified(&account, &key)?);
    writes.push(signup.accounts.update_member(account_id, &person, &key)?);
    transact(writes).await?;
    signup.outbox.deliver(posted).await;
    Ok(())
}

/// Tells the owner of an account that somebody tried to sign up with their address.
async fn remind(
    signup: &Signup,
    account: AccountId,
    member: MemberId,
    to: Email,
    now: Timestamp,
) -> Result<(), TableError> {
    let Some(rights) = signup.accounts.rights(account, member).await? else { return Ok(()) };
    if !matches!(rights.standing, Standing::Active | Standing::Closing) {
        return Ok(());
    }
    let key = signup.vault.key(&KeyOf::account(account), now).await?;
    let (write, posted) =
        signup.outbox.post(account, &key, Mail { to, message: Message::AlreadyRegistered }, now)?;
    transact(vec![write]).await?;
    signup.outbox.deliver(posted).await;
    Ok(())
}

/// The link to confirm the address with, and the mail that carries it.
fn confirmation(
    signup: &Signup,
    account: &Account,
    person: &Person,
    key: &DataKey,
    now: Timestamp,
) -> Result<(Vec<Write>, Posted), TableError> {
    let token: Token = signup.ids.token()?;
    let member = &person.member;
    let bearer = Bearer { account: account.id, member: member.id, version: member.version };
    let message = Message::VerifyAddress { token: Zeroizing::new(token.as_str().to_owned()) };
    let (mail, posted) =
        signup.outbox.post(account.id, key, Mail { to: member.email.clone(), message }, now)?;
    let entry = Entry {
        account: account.id,
        member: member.id,
        deed: Deed::SignedUp,
        object: None,
        at: now,
    };
    let writes = vec![
        signup.tokens.insert(Purpose::VerifyAddress, &token, &bearer, now),
        mail,
        signup.audit.entry(&entry, signup.ids.as_ref())?,
    ];
    Ok((writes, posted))
}

fn account(id: AccountId, applicant: &SignUp, version: u64, now: Timestamp) -> Account {
    Account {
        id,
        profile: applicant.profile.clone(),
        standing: Standing::Unverified,
        plan: Plan::Trial,
        letters: Letters::none(now),
        accepted_policy: POLICY_VERSION.to_owned(),
        created_at: now,
        deletion: None,
        version,
    }
}

fn person(
    id: MemberId,
    applicant: &SignUp,
    password: &PasswordHash,
    version: u64,
    now: Timestamp,
) -> Person {
    Person {
        member: Member {
            id,
            role: Role::Owner,
            name: applicant.name.clone(),
            email: applicant.email.clone(),
            marketing: applicant.marketing,
            sessions_valid_from: now,
            version,
        },
        password: password.clone(),
        pending_email: None,
    }
}
