//! Deleting a document, a case, the account.

use luma_tests::case;
use luma_tests::clinician::Clinician;
use luma_tests::house::House;
use serde_json::json;

#[tokio::test]
async fn a_deleted_case_is_gone_at_once_with_all_its_documents() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    let kept = jo.open_case(&case::formula_appeal()).await;

    assert_eq!(jo.delete(&format!("/api/cases/{case}")).await.status, 204);
    assert_eq!(jo.get(&format!("/api/cases/{case}")).await.status, 404);
    assert_eq!(jo.get(&format!("/api/cases/{case}/documents/{letter}")).await.status, 404);
    assert_eq!(jo.export(&case, &letter, "txt").await.status, 404);
    assert_eq!(jo.delete(&format!("/api/cases/{case}")).await.status, 404);
    assert_eq!(jo.get(&format!("/api/cases/{kept}")).await.status, 200);
}

#[tokio::test]
async fn a_deleted_document_leaves_its_case() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    assert_eq!(jo.delete(&format!("/api/cases/{case}/documents/{letter}")).await.status, 204);
    assert_eq!(jo.get(&format!("/api/cases/{case}/documents/{letter}")).await.status, 404);
    assert_eq!(jo.get(&format!("/api/cases/{case}")).await.status, 200);
}

#[tokio::test]
async fn a_deletion_needs_the_password_and_can_be_revoked_until_the_end() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let wrong =
        jo.post("/api/account/deletion", &json!({ "password": "not my own password" })).await;
    assert!(matches!(wrong.status, 401 | 403 | 422), "{}", wrong.text());
    let asked = jo.request_deletion().await;
    assert_eq!(asked.status, 202, "{}", asked.text());
    assert!(asked.json()["purge_after"].is_string());

    house.advance_days(27).await;
    let jo = Clinician::new(house.browser(), &jo.email);
    jo.client.sign_in(&jo.email, jo.password).await.expect("a closing account lets its owner in");
    assert_eq!(jo.post("/api/cases", &case::arthritis()).await.status, 403, "but not to work");
    assert_eq!(jo.delete("/api/account/deletion").await.status, 204);
    house.advance_days(10).await;
    house.sweep().await;
    jo.client.sign_in(&jo.email, jo.password).await.expect("the account stays");
    assert_eq!(jo.get(&format!("/api/cases/{case}")).await.status, 200);
}
