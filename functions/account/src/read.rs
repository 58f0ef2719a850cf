//! `GET /api/account`: everything we hold about the account and the person who asks.

use jiff::Timestamp;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Caller, Problem};
use platform::tables::accounts::Person;
use practice::access::Permission;
use practice::account::{Account, Npi};
use practice::email::Email;
use practice::policy::POLICY_VERSION;
use serde_json::{Value, json};

use crate::AccountPage;

pub(crate) async fn read(page: &AccountPage, request: Request) -> Result<Response<Body>, Problem> {
    let caller = page.gate.admit(&request, Permission::SeeAccount).await?;
    let now = http::now(&request);

    let (account, person) = present(page, &caller, now).await?;

    http::versioned(account.version, &view(&account, &person, now))
}

/// The account and the person, as they are.
pub(crate) async fn present(
    page: &AccountPage,
    caller: &Caller,
    now: Timestamp,
) -> Result<(Account, Person), Problem> {
    let (account, person) = tokio::try_join!(
        page.accounts.account(caller.account, now),
        page.accounts.person(caller.account, caller.member, now)
    )?;
    account.zip(person).ok_or_else(Problem::not_found)
}

/// The account as shown.
pub(crate) fn view(account: &Account, person: &Person, now: Timestamp) -> Value {
    let (member, letters) = (&person.member, account.letters.at(now));
    json!({
        "id": account.id,
        "practice_name": account.profile.practice_name.as_str(),
        "specialty": account.profile.specialty.name(),
        "npi": account.profile.npi.as_ref().map(Npi::as_str),
        "state": account.standing.as_str(),
        "created_at": account.created_at,
        "plan": account.plan.as_str(),
        "letters": {"used": letters.used, "allowed": account.plan.letters(), "renews_at": letters.renews_at()},
        "member": {
            "id": member.id,
            "name": member.name.as_str(),
            "email": member.email.as_str(),
            "pending_email": person.pending_email.as_ref().map(Email::as_str),
            "role": member.role.as_str(),
        },
        "policy": {"accepted": account.accepted_policy, "current": POLICY_VERSION},
        "deletion": account.deletion.map(|deletion| json!({"requested_at": deletion.requested_at, "purge_after": deletion.purge_after})),
    })
}
