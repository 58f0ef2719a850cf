//! What Stripe would send, signed as Stripe signs.

use aws_lc_rs::hmac;
use luma::client::Answer;
use reqwest::Method;
use serde_json::json;

use crate::house::House;
use crate::store;

/// A webhook's body: an invoice that an account's customer has paid just now.
pub fn paid_invoice(event: &str, account: &str, paid_at: i64) -> String {
    format!(
        concat!(
            r#"{{"id":"{event}","object":"event","api_version":"2026-10-28","created":{paid_at},"livemode":false,"#,
            r#""type":"invoice.paid","data":{{"object":{{"id":"in_0001","object":"invoice","customer":"cus_0001","#,
            r#""subscription":"sub_0001","amount_paid":4900,"currency":"usd","status":"paid","created":{paid_at},"#,
            r#""metadata":{{"account":"{account}"}},"subscription_details":{{"metadata":{{"account":"{account}"}}}},"#,
            r#""status_transitions":{{"paid_at":{paid_at}}}}}}}}}"#
        ),
        event = event,
        account = account,
        paid_at = paid_at
    )
}

/// A webhook's body: what became of an account's subscription to a plan.
pub fn subscription(event: &str, account: &str, plan: &str, status: &str, at: i64) -> String {
    json!({
        "id": event, "object": "event", "api_version": "2026-10-28", "created": at, "livemode": false,
        "type": "customer.subscription.updated",
        "data": {"object": {
            "id": "sub_0001", "object": "subscription", "customer": "cus_0001", "status": status,
            "cancel_at_period_end": false, "metadata": {"account": account},
            "items": {"data": [{"current_period_end": at + 2_592_000, "price": {"lookup_key": plan}}]}
        }}
    })
    .to_string()
}

/// The signing secret that this house and Stripe share.
///
/// # Panics
/// When the house has none.
pub fn secret(house: &House) -> String {
    let secret: serde_json::Value =
        serde_json::from_str(&store::secret(house.data(), "StripeSecret")).expect("JSON");
    secret["webhook_secret"].as_str().expect("a secret").to_owned()
}

/// The header that proves a body, made at a time in Unix seconds.
pub fn sign(secret: &str, time: i64, body: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    format!("t={time},v1={}", hex::encode(hmac::sign(&key, format!("{time}.{body}").as_bytes())))
}

/// Delivers a body with a signature.
pub async fn tell(house: &House, signature: &str, body: &str) -> Answer {
    let browser = house.browser();
    let request = browser.request(Method::POST, "/api/stripe/webhook");
    let request =
        request.header("stripe-signature", signature).header("content-type", "application/json");
    browser.send(request.body(body.to_owned())).await.expect("an answer")
}

/// Tells that an account has paid an invoice now.
pub async fn pay(house: &House, account: &str) {
    let now = house.now().await.as_second();
    let body = paid_invoice("evt_0001", account, now);
    let answer = tell(house, &sign(&secret(house), now, &body), &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}
