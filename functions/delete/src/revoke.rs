//! `DELETE /api/account/deletion`: keeps the account after all, until its erasure has begun.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::mail::{Mail, Message};
use platform::tables::audit::Deed;
use platform::tables::transact;
use platform::vault::KeyOf;
use practice::access::Permission;

use crate::{Delete, entry};

pub(crate) async fn revoke(delete: &Delete, request: &Request) -> Result<Response<Body>, Problem> {
    let caller = delete.gate.admit(request, Permission::DeleteAccount).await?;
    let now = http::now(request);
    let person = delete
        .accounts
        .person(caller.account, caller.member, now)
        .await?
        .ok_or_else(Problem::not_found)?;

    let key = delete.vault.key(&KeyOf::account(caller.account), now).await?;
    let mail = Mail { to: person.member.email, message: Message::DeletionRevoked };
    let (post, posted) = delete.outbox.post(caller.account, &key, mail, now)?;

    let entry = entry(&caller, Deed::DeletionRevoked, None, request);
    let trail = delete.audit.entry(&entry, delete.ids.as_ref())?;
    transact(vec![delete.accounts.reopen(caller.account, now), post, trail]).await?;
    delete.outbox.deliver(posted).await;
    Ok(http::no_content())
}
