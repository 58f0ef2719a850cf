//! `PATCH /api/account`: corrects what we hold. Only the fields that are sent change; the practice's fields are its
//! owner's to change, a name and an address everybody's own. A new address counts once it is proven.

use jiff::Timestamp;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Caller, Code, Problem};
use platform::mail::{Mail, Message};
use platform::password::is_password;
use platform::tables::accounts::Person;
use platform::tables::audit::{Deed, Entry};
use platform::tables::ephemeral::limits::{Limited, Scope};
use platform::tables::ephemeral::tokens::{Bearer, Purpose};
use platform::tables::outbox::Posted;
use platform::tables::{Write, transact};
use platform::vault::{DataKey, KeyOf};
use practice::access::Permission;
use practice::account::{Account, Npi, Profile, ProfileForm};
use practice::email::Email;
use practice::name::PersonName;
use practice::password::Password;
use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use crate::AccountPage;
use crate::read::{present, view};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectionForm {
    #[serde(default)]
    practice_name: Option<String>,
    #[serde(default)]
    specialty: Option<String>,
    /// Null takes the number away.
    #[serde(default, deserialize_with = "given")]
    npi: Given,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    email: Option<String>,
    /// Needed with a new address.
    #[serde(default)]
    password: Option<Zeroizing<String>>,
}

/// A field that tells null from missing.
#[derive(Default)]
enum Given {
    #[default]
    Missing,
    Null,
    Text(String),
}

fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Given, D::Error> {
    Ok(Option::deserialize(deserializer)?.map_or(Given::Null, Given::Text))
}

impl CorrectionForm {
    fn permission(&self) -> Permission {
        let practice = self.practice_name.is_some()
            || self.specialty.is_some()
            || !matches!(self.npi, Given::Missing);
        if practice { Permission::CorrectAccount } else { Permission::CorrectOneself }
    }
}

pub(crate) async fn correct(
    page: &AccountPage,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let caller = page.gate.admit(&request, Permission::CorrectOneself).await?;
    let form: CorrectionForm = http::json(&request)?;
    let caller = if form.permission() == Permission::CorrectOneself {
        caller
    } else {
        page.gate.admit(&request, form.permission()).await?
    };
    let now = http::now(&request);

    let (account, person) = present(page, &caller, now).await?;
    if request.headers().contains_key("if-match") && http::if_match(&request)? != account.version {
        return Err(Problem::new(Code::VersionConflict));
    }
    let key = page.vault.key(&KeyOf::account(caller.account), now).await?;
    let account = corrected(account, &form)?;
    let (person, move_to) = renamed(page, person, &form, now).await?;

    let mut writes = vec![
        page.accounts.update_profile(&account, &key)?,
        page.accounts.update_member(account.id, &person, &key)?,
    ];
    writes.push(entry(page, &caller, Deed::Corrected, now)?);
    let mails = match move_to {
        Some(email) => moving(page, &account, &person, &key, email, &mut writes, now).await?,
        None => Vec::new(),
    };
    transact(writes).await?;
    for posted in mails {
        page.outbox.deliver(posted).await;
    }
    http::versioned(account.version, &view(&account, &person, now))
}

/// The account with the practice's corrected fields.
fn corrected(account: Account, form: &CorrectionForm) -> Result<Account, Problem> {
    let before = &account.profile;
    let npi = match &form.npi {
        Given::Missing => before.npi.as_ref().map(Npi::as_str),
        Given::Null => None,
        Given::Text(npi) => Some(npi.as_str()),
    };
    let profile = Profile::try_from(ProfileForm {
        practice_name: form.practice_name.as_deref().unwrap_or(before.practice_name.as_str()),
        specialty: form.specialty.as_deref().unwrap_or(before.specialty.name()),
        npi,
    })?;
    Ok(Account { profile, version: account.version + 1, ..account })
}

/// The person with a corrected name, and the address that they want to move to, if it is theirs to say.
async fn renamed(
    page: &AccountPage,
    mut person: Person,
    form: &CorrectionForm,
    now: Timestamp,
) -> Result<(Person, Option<Email>), Problem> {
    if let Some(name) = &form.name {
        person.member.name = PersonName::parse(name).map_err(|refused| refused.refusal("/name"))?;
    }
    person.member.version += 1;
    let Some(email) = &form.email else { return Ok((person, None)) };
    let email = Email::parse(email).map_err(|refused| refused.refusal("/email"))?;
    if email == person.member.email {
        return Ok((person, None));
    }
    let typed = form.password.as_ref().and_then(|password| Password::typed(password));
    let typed = typed.ok_or_else(|| {
        Problem::field("/password", "required", "a new address needs your password")
    })?;
    let subject = person.member.id.to_string();
    page.limits.take(Scope::SignIn, &subject, page.bounds.sign_in, now).await?;
    if !is_password(&typed, Some(&person.password))? {
        return Err(Problem::field("/password", "wrong-password", "this is not your password"));
    }
    page.limits.give_back(Scope::SignIn, &subject, page.bounds.sign_in, now).await?;
    person.pending_email = Some(email.clone());
    Ok((person, Some(email)))
}

/// The link for the new address, and a word to the old one. Whether somebody else has the new address is said to that
/// mailbox only.
async fn moving(
    page: &AccountPage,
    account: &Account,
    person: &Person,
    key: &DataKey,
    email: Email,
    writes: &mut Vec<Write>,
    now: Timestamp,
) -> Result<Vec<Posted>, Problem> {
    let index = page.vault.blind_index(&email).await?;
    match page.limits.take(Scope::ChangeMail, index.as_str(), page.bounds.mail, now).await {
        Err(Limited::Reached { .. }) => return Ok(Vec::new()),
        counted => counted?,
    }
    let token = page.ids.token()?;
    let message = if page.accounts.find(&index).await?.is_some() {
        Message::AlreadyRegistered
    } else {
        Message::ChangeAddress { token: Zeroizing::new(token.as_str().to_owned()) }
    };
    let bearer =
        Bearer { account: account.id, member: person.member.id, version: person.member.version };
    let (to_new, new) = page.outbox.post(account.id, key, Mail { to: email, message }, now)?;
    let old = Mail { to: person.member.email.clone(), message: Message::AddressChanging };
    let (to_old, old) = page.outbox.post(account.id, key, old, now)?;
    writes.extend([
        page.tokens.insert(Purpose::ChangeAddress, &token, &bearer, now),
        to_new,
        to_old,
    ]);
    Ok(vec![new, old])
}

/// An entry of the trail about the caller's own account.
pub(crate) fn entry(
    page: &AccountPage,
    caller: &Caller,
    deed: Deed,
    now: Timestamp,
) -> Result<Write, Problem> {
    let entry =
        Entry { account: caller.account, member: caller.member, deed, object: None, at: now };
    Ok(page.audit.entry(&entry, page.ids.as_ref())?)
}
