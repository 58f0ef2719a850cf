//! What Stripe tells: believed only with a good signature, and acted upon once.

use luma_tests::house::House;
use luma_tests::store;
use luma_tests::stripe::{paid_invoice, secret, sign, subscription, tell};

const ACCOUNT: &str = "01JZZZZZZZZZZZZZZZZZZZZZZZ";

#[tokio::test]
async fn only_a_good_and_fresh_signature_over_the_very_bytes_is_believed() {
    let house = House::start().await;
    let (secret, now, body) = (
        secret(&house),
        house.now().await.as_second(),
        paid_invoice("evt_0001", ACCOUNT, house.now().await.as_second()),
    );
    let good = sign(&secret, now, &body);
    assert_eq!(
        tell(&house, &good, &body.replace("4900", "4901")).await.status,
        400,
        "one byte changed"
    );
    assert_eq!(
        tell(&house, &sign("whsec_another", now, &body), &body).await.status,
        400,
        "another key"
    );
    assert_eq!(tell(&house, &sign(&secret, now - 301, &body), &body).await.status, 400, "too old");
    assert_eq!(
        tell(&house, &sign(&secret, now + 360, &body), &body).await.status,
        400,
        "from the future"
    );
    assert_eq!(tell(&house, "", &body).await.status, 400, "none");
    assert_eq!(tell(&house, &good, &body).await.status, 200);
}

#[tokio::test]
async fn an_event_that_comes_again_is_answered_and_changes_nothing() {
    let house = House::start().await;
    let (secret, body) =
        (secret(&house), paid_invoice("evt_0001", ACCOUNT, house.now().await.as_second()));
    for _ in 0..3 {
        let signature = sign(&secret, house.now().await.as_second(), &body);
        assert_eq!(tell(&house, &signature, &body).await.status, 200);
        house.advance(30).await;
    }
    let invoices = store::rows(&house, "PaymentsTable").await;
    let invoices = invoices.iter().filter(|row| row.contains("in_0001")).count();
    assert_eq!(invoices, 1);
}

#[tokio::test]
async fn an_unknown_kind_of_event_is_acknowledged_so_that_stripe_does_not_ask_again() {
    let house = House::start().await;
    let body = paid_invoice("evt_0009", ACCOUNT, house.now().await.as_second())
        .replace("invoice.paid", "radar.early_fraud_warning.created");
    let signature = sign(&secret(&house), house.now().await.as_second(), &body);
    assert_eq!(tell(&house, &signature, &body).await.status, 200);
}

#[tokio::test]
async fn a_subscription_gives_its_plan_and_its_end_takes_it_back_in_the_order_in_which_they_happened()
 {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let account = jo.get("/api/account").await.json()["id"].as_str().expect("an id").to_owned();
    let begun = house.now().await.as_second();
    house.advance(120).await;
    let tidings = [
        ("evt_0001", "active", begun, "solo"),
        ("evt_0002", "canceled", begun + 60, "trial"),
        ("evt_0003", "active", begun + 30, "trial"),
    ];
    for (event, status, at, plan) in tidings {
        let body = subscription(event, &account, "solo", status, at);
        let signature = sign(&secret(&house), house.now().await.as_second(), &body);
        assert_eq!(tell(&house, &signature, &body).await.status, 200);
        assert_eq!(jo.get("/api/account").await.json()["plan"], plan, "after {event}");
    }
}
