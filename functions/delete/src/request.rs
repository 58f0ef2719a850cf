//! `POST /api/account/deletion`: asks for the account's deletion, which begins on day 28 and is complete by day 30.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::mail::{Mail, Message};
use platform::password::is_password;
use platform::tables::audit::Deed;
use platform::tables::ephemeral::limits::Scope;
use platform::tables::transact;
use platform::vault::KeyOf;
use practice::access::Permission;
use practice::account::Deletion;
use practice::password::Password;
use serde::{Deserialize, Serialize};

use crate::{Delete, entry};

/// The request as typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeletionForm {
    password: String,
}

#[derive(Serialize)]
struct DeletionView {
    purge_after: jiff::Timestamp,
}

pub(crate) async fn request(delete: &Delete, request: &Request) -> Result<Response<Body>, Problem> {
    let caller = delete.gate.admit(request, Permission::DeleteAccount).await?;
    let now = http::now(request);
    let form: DeletionForm = http::json(request)?;
    let subject = caller.account.to_string();
    delete.limits.take(Scope::SignInAccount, &subject, delete.guesses, now).await?;
    let person = delete
        .accounts
        .person(caller.account, caller.member, now)
        .await?
        .ok_or_else(Problem::not_found)?;
    let typed = Password::typed(&form.password).ok_or_else(wrong_password)?;
    if !is_password(&typed, Some(&person.password))? {
        return Err(wrong_password());
    }

    let deletion = Deletion::requested(now).map_err(|_| Problem::internal("the calendar ends"))?;
    let key = delete.vault.key(&KeyOf::account(caller.account), now).await?;
    let mail = Mail { to: person.member.email, message: Message::DeletionRequested };
    let (post, posted) = delete.outbox.post(caller.account, &key, mail, now)?;

    let entry = entry(&caller, Deed::DeletionRequested, None, request);
    let trail = delete.audit.entry(&entry, delete.ids.as_ref())?;
    transact(vec![delete.accounts.close(caller.account, &deletion), post, trail]).await?;
    delete.outbox.deliver(posted).await;
    delete.limits.give_back(Scope::SignInAccount, &subject, delete.guesses, now).await?;
    http::accepted(&DeletionView { purge_after: deletion.purge_after })
}

fn wrong_password() -> Problem {
    Problem::field("/password", "wrong-password", "this is not your password")
}
