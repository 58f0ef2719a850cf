//! `POST /api/stripe/webhook`: verifies what Stripe tells, and records it once.

use jiff::Timestamp;
use lambda_http::{Body, Request, Response};
use platform::http::{self, Code, Problem};
use platform::stripe::{Event, Notice, Signatures, StripeSecret, Subscription};
use platform::tables::{TableError, Write, transact};
use practice::plan::Plan;
use serde_json::json;

use crate::StripeWebhook;

pub(crate) async fn apply(
    webhook: &StripeWebhook,
    request: &Request,
) -> Result<Response<Body>, Problem> {
    let now = http::now(request);
    let body = http::raw(request);
    let header = request
        .headers()
        .get("stripe-signature")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let secret: StripeSecret = webhook.secrets.json(&webhook.secret, now).await?;
    let signatures = Signatures::parse(header).map_err(|_| Problem::new(Code::MalformedRequest))?;
    signatures
        .verify(secret.webhook_secrets(), body, now)
        .map_err(|_| Problem::new(Code::MalformedRequest))?;
    let event = Event::parse(body).map_err(|_| Problem::new(Code::MalformedRequest))?;

    let effects = effects(webhook, &event)?;

    record(webhook, &event, effects, now).await?;
    http::ok(&json!({ "received": true }))
}

/// What an event changes. The account's plan comes last: the account may be gone by now, what was paid stays.
fn effects(webhook: &StripeWebhook, event: &Event) -> Result<Vec<Write>, TableError> {
    match &event.notice {
        Notice::Invoice(invoice) => {
            Ok(vec![webhook.payments.record_invoice(invoice, event.created)?])
        }
        Notice::Subscription(subscription) => {
            let mut writes =
                vec![webhook.payments.record_subscription(subscription, event.created)?];
            writes.extend(
                subscription
                    .account
                    .map(|account| webhook.accounts.set_plan(account, entitled(subscription))),
            );
            Ok(writes)
        }
        Notice::Other => Ok(Vec::new()),
    }
}

/// The plan that a subscription entitles to. While a payment is late Stripe tries again for days, and the plan stays.
fn entitled(subscription: &Subscription) -> Plan {
    match subscription.status.as_str() {
        "active" | "trialing" | "past_due" => subscription.plan.unwrap_or(Plan::Trial),
        _ => Plan::Trial,
    }
}

/// Remembers the event together with its effects: a known one changes nothing, neither does one that was overtaken.
async fn record(
    webhook: &StripeWebhook,
    event: &Event,
    effects: Vec<Write>,
    now: Timestamp,
) -> Result<(), TableError> {
    let known = webhook.webhooks.remember(&event.id, now);
    let payment: Vec<Write> = effects.iter().take(1).cloned().collect();
    let all = std::iter::once(known.clone()).chain(effects).collect();
    match transact(all).await {
        Err(TableError::Absent) => {
            match transact(std::iter::once(known.clone()).chain(payment).collect()).await {
                Err(TableError::Stale) => settled(transact(vec![known]).await),
                other => settled(other),
            }
        }
        Err(TableError::Stale) => settled(transact(vec![known]).await),
        other => settled(other),
    }
}

/// An event that is known already was acted upon by an earlier delivery.
fn settled(recorded: Result<(), TableError>) -> Result<(), TableError> {
    match recorded {
        Err(TableError::Conflict) => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subscription(status: &str, plan: Option<Plan>) -> Subscription {
        let (id, customer, status) = ("sub_1".to_owned(), "cus_1".to_owned(), status.to_owned());
        Subscription { id, customer, account: None, status, plan, period_end: None, ends: false }
    }

    #[test]
    fn a_plan_lasts_as_long_as_its_subscription() {
        for status in ["active", "trialing", "past_due"] {
            assert_eq!(entitled(&subscription(status, Some(Plan::Solo))), Plan::Solo);
        }
        for status in ["canceled", "unpaid", "incomplete", "incomplete_expired", "paused"] {
            assert_eq!(entitled(&subscription(status, Some(Plan::Solo))), Plan::Trial);
        }
        assert_eq!(entitled(&subscription("active", None)), Plan::Trial);
    }
}
