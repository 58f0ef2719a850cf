//! "Protects: TLS 1.3, AES-256 at rest (KMS), role-based access, essential cookies only."

use luma_tests::house::House;
use luma_tests::{case, store};
use serde_json::json;

/// Words of a whole journey that nobody else would write: one in every field that is stored.
const CANARIES: [&str; 9] = [
    "canaryfirst",
    "canarypayer-of-the-north",
    "canaryclinical-morning-stiffness",
    "canarydetail-of-the-history",
    "canarymedication-forte",
    "canarycriterion-of-the-policy",
    "canarypractice-by-the-lake",
    "canaryquestion-to-the-people",
    "canary.member@lakeside.example",
];

/// "AES-256 at rest": a copy of the disk tells nothing; neither do the logs.
#[tokio::test]
async fn no_word_of_an_account_or_a_case_can_be_read_in_the_database_or_the_logs() {
    let mut house = House::start().await;
    let jo = house.clinician("canary.member@lakeside.example").await;
    let etag = jo.get("/api/account").await.header("etag").to_owned();
    jo.patch("/api/account", &etag, &json!({ "practice_name": "canarypractice-by-the-lake" }))
        .await;
    let mut case = case::arthritis();
    case["patient"]["first_name"] = json!("Canaryfirst");
    case["payer"]["name"] = json!("canarypayer-of-the-north");
    case["clinical"] = json!("Active arthritis with canaryclinical-morning-stiffness for 2 hours.");
    case["history"][0]["detail"] = json!("There was canarydetail-of-the-history.");
    case["medications"][0]["name"] = json!("canarymedication-forte");
    case["criteria"]["text"] = json!(
        "All of the following:\n1. canarycriterion-of-the-policy is present.\n2. Age 18 or older."
    );
    case["acknowledge_warnings"] = json!(true);
    let id = jo.open_case(&case).await;
    let letter = jo.draft_letter(&id).await;
    let shown = jo.document(&id, &letter).await.to_string().to_lowercase();
    assert!(shown.contains("canaryfirst"), "the journey really went through the letter");
    let question =
        json!({ "topic": "question", "message": "What is a canaryquestion-to-the-people?" });
    assert_eq!(jo.post("/api/support", &question).await.status, 202);

    let logs = house.logs().await.to_lowercase();
    house.stop().await;
    for canary in CANARIES {
        assert!(!logs.contains(canary), "{canary} is in the logs");
        for spelling in [canary.to_owned(), canary.to_uppercase(), capital(canary)] {
            let found = store::holding(house.data(), &store::MAIL, &spelling);
            assert!(found.is_empty(), "{spelling} is readable in {found:?}");
        }
    }
}

/// The password, the tokens and the keys are secrets too.
#[tokio::test]
async fn no_password_and_no_token_can_be_read_in_the_database_or_the_logs() {
    let mut house = House::start().await;
    let jo = house.clinician("jo@lakeside.example").await;
    let mut secrets: Vec<String> = jo.client.cookies().into_values().collect();
    secrets.push(jo.password.to_owned());
    secrets
        .push(jo.client.mailed_token("jo@lakeside.example").await.expect("the token of the mail"));
    let logs = house.logs().await;
    house.stop().await;
    for secret in secrets {
        assert!(!logs.contains(&secret));
        assert!(store::holding(house.data(), &store::MAIL, &secret).is_empty());
    }
}

/// The laptop's secrets are for their owner's eyes only.
#[cfg(unix)]
#[tokio::test]
async fn files_of_secrets_and_state_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let house = House::start().await;
    house.clinician("jo@lakeside.example").await;
    for path in store::holding(house.data(), &[], &store::secret(house.data(), "EdgeSecret")) {
        let mode = path.metadata().expect("metadata").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
