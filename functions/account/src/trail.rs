//! `GET /api/account/audit`: who did what to which id, newest first.

use lambda_http::{Body, Request, Response};
use platform::http::{self, Problem};
use platform::tables::audit::Stored;
use practice::access::Permission;
use serde_json::{Value, json};

use crate::AccountPage;

pub(crate) async fn list(page: &AccountPage, request: Request) -> Result<Response<Body>, Problem> {
    let caller = page.gate.admit(&request, Permission::ReadAudit).await?;
    let query = http::query(&request, &["cursor"])?;
    let cursor = query.get("cursor").map(String::as_str);

    let trail = page.audit.list(&page.vault, caller.account, cursor, http::now(&request)).await?;

    let items: Vec<Value> = trail.items.iter().map(view).collect();
    http::ok(&json!({"items": items, "next": trail.next}))
}

fn view(entry: &Stored) -> Value {
    json!({"at": entry.at, "member": entry.member, "action": entry.deed, "subject": entry.object})
}
