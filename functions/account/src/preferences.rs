//! `GET, PUT /api/account/preferences`: whether a member wants news by mail. Off until they say so.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::tables::audit::Deed;
use platform::tables::transact;
use practice::access::Permission;
use serde::{Deserialize, Serialize};

use crate::AccountPage;
use crate::correct::entry;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Preferences {
    marketing: bool,
}

pub(crate) async fn read(page: &AccountPage, request: Request) -> Result<Response<Body>, Problem> {
    let caller = page.gate.admit(&request, Permission::SeeAccount).await?;

    let person = page.accounts.person(caller.account, caller.member, http::now(&request)).await?;
    let person = person.ok_or_else(Problem::not_found)?;

    http::ok(&Preferences { marketing: person.member.marketing })
}

pub(crate) async fn change(
    page: &AccountPage,
    request: Request,
) -> Result<Response<Body>, Problem> {
    let caller = page.gate.admit(&request, Permission::CorrectOneself).await?;
    let preferences: Preferences = http::json(&request)?;

    let wish = page.accounts.prefer_marketing(caller.account, caller.member, preferences.marketing);
    transact(vec![wish, entry(page, &caller, Deed::PreferencesChanged, http::now(&request))?])
        .await?;
    http::ok(&preferences)
}
