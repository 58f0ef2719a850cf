//! Taking a document or the whole account away.

use luma_tests::case;
use luma_tests::house::House;
use serde_json::{Value, json};

#[tokio::test]
async fn the_account_leaves_as_one_archive_with_everything_in_it() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    jo.draft_letter(&case).await;
    let archive = jo.get("/stream/export/account").await;
    assert_eq!(archive.status, 200, "{}", archive.text());
    assert!(archive.body.starts_with(b"PK"));
    let listing = String::from_utf8_lossy(&archive.body).into_owned();
    for entry in ["account.json", "document.json", ".docx", ".txt"] {
        assert!(listing.contains(entry), "{entry} is in the archive");
    }
}

#[tokio::test]
async fn a_file_is_named_neutrally_and_never_cached() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    let file = jo.export(&case, &letter, "pdf").await;
    assert!(file.header("cache-control").contains("no-store"));
    let disposition = file.header("content-disposition").to_lowercase();
    assert!(
        disposition.starts_with("attachment")
            && !disposition.contains("maya")
            && !disposition.contains("adalimumab")
    );
    assert_eq!(jo.export(&case, &letter, "exe").await.status, 404);
}

#[tokio::test]
async fn a_case_leaves_as_a_file_without_a_name_and_a_colleague_takes_it_in() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let mine = jo.get(&format!("/api/cases/{case}")).await.json();

    let file = jo.get(&format!("/stream/export/case/{case}")).await;
    assert_eq!(file.status, 200, "{}", file.text());
    for private in ["Maya", "lakeside", &case] {
        assert!(!file.text().contains(private), "{private} is in the file");
    }

    let kim = house.clinician("kim@hillside.example").await;
    let import = |name: &str, file: &Value| json!({ "first_name": name, "file": file });
    let answer = kim.post("/api/cases/import", &import("Ana", &file.json())).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let theirs = answer.json();
    assert_eq!(theirs["patient"]["first_name"], "Ana");
    for field in ["payer", "diagnoses", "request", "history", "medications", "criteria"] {
        assert_eq!(theirs[field], mine[field], "{field}");
    }

    let template = jo.get(&format!("/stream/export/case/{case}?purpose=template")).await;
    assert_eq!(template.status, 200, "{}", template.text());
    let refused = kim.post("/api/cases/import", &import("Ana", &template.json())).await;
    assert_eq!(refused.status, 422, "a template has blanks: {}", refused.text());
    let named = kim.post("/api/cases/import", &import("Ana Lee", &file.json())).await;
    assert_eq!(named.json()["errors"][0]["pointer"], "/first_name", "{}", named.text());
    let foreign = kim.get(&format!("/stream/export/case/{case}")).await;
    assert_eq!(foreign.status, 404);
}
