//! Taking a document or the whole account away.

use luma_tests::case;
use luma_tests::house::House;

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
