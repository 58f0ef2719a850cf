//! The whole way: from signing up to a letter, and out again.

use luma_tests::case;
use luma_tests::clinician::Clinician;
use luma_tests::house::House;

#[tokio::test]
async fn a_newcomer_gets_a_letter_with_its_evidence_and_takes_it_away_in_four_formats() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    let document = jo.document(&case, &letter).await;

    assert_eq!(document["kind"], "letter_of_medical_necessity");
    assert_eq!(document["state"], "draft");
    let sentences = case::sentences(&document);
    assert!(sentences.len() >= 10, "a letter has more to say than {} sentences", sentences.len());
    for sentence in &sentences {
        assert_eq!(
            sentence["flags"].as_array().map(Vec::len),
            Some(0),
            "the composer writes nothing unsupported: {sentence}"
        );
    }
    let whole = document.to_string();
    assert!(
        whole.contains("adalimumab") && whole.contains("methotrexate") && whole.contains("Maya")
    );

    for (format, magic) in [("docx", &b"PK"[..]), ("pdf", b"%PDF"), ("html", b"<!"), ("txt", b"")] {
        let file = jo.export(&case, &letter, format).await;
        assert_eq!(file.status, 200, "{format}: {}", file.text());
        assert!(file.body.len() > 500 && file.body.starts_with(magic), "{format}");
    }
    assert!(jo.export(&case, &letter, "txt").await.text().contains("adalimumab"));
}

#[tokio::test]
async fn a_restart_keeps_everything_that_was_stored() {
    let house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;
    let letter = jo.draft_letter(&case).await;
    let before = jo.document(&case, &letter).await;

    let house = house.restart().await;
    let jo = Clinician::new(house.browser(), &jo.email);
    jo.client.sign_in(&jo.email, jo.password).await.expect("the account is still there");
    assert_eq!(jo.document(&case, &letter).await, before);
}
