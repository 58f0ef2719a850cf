//! "Retains: account data while the account is active and 30 days after a deletion request; documents until the case or
//! account is deleted; payment records 7 years."

use luma_tests::case;
use luma_tests::clinician::Clinician;
use luma_tests::house::House;
use luma_tests::{store, stripe};

const EMAIL: &str = "canary.member@lakeside.example";

/// Every row about anyone that is still there, the sweep's own diary aside.
async fn left(house: &House) -> Vec<String> {
    let mut rows = Vec::new();
    for table in ["AccountsTable", "CasesTable", "KeysTable"] {
        rows.extend(store::rows(house, table).await);
    }
    rows.retain(|row| !row.contains(r#""pk":{"S":"SWEEP"}"#));
    rows
}

/// "Account data while the account is active and 30 days after a deletion request."
#[tokio::test]
async fn on_day_27_everything_is_there_and_on_day_30_nothing_is_left_but_payments_and_a_receipt() {
    let house = House::start().await;
    let jo = house.clinician(EMAIL).await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    let account = jo.get("/api/account").await.json()["id"].as_str().expect("an id").to_owned();
    stripe::pay(&house, &account).await;
    assert_eq!(jo.request_deletion().await.status, 202);

    house.advance_days(27).await;
    house.sweep().await;
    let jo = Clinician::new(house.browser(), EMAIL);
    jo.client.sign_in(EMAIL, jo.password).await.expect("day 27: the owner can still come back");
    assert_eq!(jo.document(&case, &letter).await["version"], 1);

    house.advance_days(3).await;
    house.sweep().await;
    let late = Clinician::new(house.browser(), EMAIL);
    assert!(
        late.client.sign_in(EMAIL, late.password).await.is_err(),
        "day 30: there is no such account"
    );
    for table in ["AccountsTable", "CasesTable", "KeysTable", "EphemeralTable"] {
        let left = store::rows(&house, table).await;
        let left: Vec<_> =
            left.iter().filter(|row| row.contains(&account) || row.contains(&case)).collect();
        assert!(left.is_empty(), "{table} still has {left:?}");
    }
    let payments = store::rows(&house, "PaymentsTable").await;
    assert!(payments.iter().any(|row| row.contains("in_0001")), "the payment stays: {payments:?}");
    assert_eq!(store::rows(&house, "AuditTable").await.len(), 1, "one receipt of the erasure");
}

/// "Payment records 7 years."
#[tokio::test]
async fn a_payment_outlives_its_account_and_ends_after_seven_years_to_the_day() {
    let house = House::start().await;
    let jo = house.clinician(EMAIL).await;
    let account = jo.get("/api/account").await.json()["id"].as_str().expect("an id").to_owned();
    stripe::pay(&house, &account).await;
    assert_eq!(jo.request_deletion().await.status, 202);
    house.advance_days(30).await;
    house.sweep().await;

    house.advance_days(7 * 365 - 30).await;
    house.sweep().await;
    let payments = store::rows(&house, "PaymentsTable").await;
    assert!(
        payments.iter().any(|row| row.contains("in_0001")),
        "seven years less the leap days: {payments:?}"
    );
    house.advance_days(3).await;
    house.sweep().await;
    assert!(store::rows(&house, "PaymentsTable").await.is_empty());
}

/// "Documents until the case or account is deleted": the deletion of a case is immediate, its key goes first.
#[tokio::test]
async fn a_deleted_case_leaves_no_row_and_no_key() {
    let house = House::start().await;
    let jo = house.clinician(EMAIL).await;
    let case = jo.open_case(&case::arthritis()).await;
    jo.draft_letter(&case).await;
    assert!(store::rows(&house, "KeysTable").await.iter().any(|row| row.contains(&case)));
    assert_eq!(jo.delete(&format!("/api/cases/{case}")).await.status, 204);
    for table in ["CasesTable", "KeysTable"] {
        assert!(!store::rows(&house, table).await.iter().any(|row| row.contains(&case)), "{table}");
    }
}

/// Sign-ups whose address nobody confirms are not kept.
#[tokio::test]
async fn a_sign_up_that_nobody_confirms_is_gone_after_seven_days() {
    let house = House::start().await;
    let form = serde_json::json!({
        "email": EMAIL, "password": "heron kettle under glass", "name": "Jo Lee", "practice_name": "Lakeside",
        "specialty": "Rheumatology", "accept_policy": true
    });
    assert_eq!(house.browser().post("/api/signup", &form).await.unwrap().status, 202);
    house.advance_days(6).await;
    house.sweep().await;
    assert!(!left(&house).await.is_empty());
    house.advance_days(2).await;
    house.sweep().await;
    assert_eq!(left(&house).await, Vec::<String>::new());
}

/// A sweep may run twice, late, or both at once.
#[tokio::test]
async fn a_sweep_that_comes_late_and_twice_does_the_same() {
    let house = House::start().await;
    let jo = house.clinician(EMAIL).await;
    jo.open_case(&case::arthritis()).await;
    assert_eq!(jo.request_deletion().await.status, 202);
    house.advance_days(60).await;
    tokio::join!(house.sweep(), house.sweep());
    house.sweep().await;
    assert_eq!(left(&house).await, Vec::<String>::new());
}
