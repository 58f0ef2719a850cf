//! Drafting with a model: a provider on this machine that speaks the documented wire format.

use luma_tests::case;
use luma_tests::house::House;
use luma_tests::provider::{End, Provider};
use serde_json::{Value, json};

const LETTER: &str = "\
## Request
I am writing on behalf of my patient {{patient.first_name}} to request coverage of adalimumab 40 mg every 2 weeks. [F1,F5]
## Treatment history
Methotrexate 20 mg weekly was tried for 6 months and failed. [F6]
Leflunomide 20 mg daily was not tolerated. [F7]
";

#[tokio::test]
async fn a_model_writes_from_the_facts_and_the_document_says_who_wrote_it() {
    let provider = Provider::start(LETTER, End::Whole).await;
    let house = House::start_with(&provider.secret()).await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;

    let letter = jo.draft_letter(&case).await;
    let document = jo.document(&case, &letter).await;

    assert_eq!(
        document["drafted_by"],
        json!({"provider": "anthropic", "model": "model-of-the-tests"})
    );
    let sentences = case::sentences(&document);
    assert_eq!(sentences.len(), 3, "{sentences:#?}");
    assert!(sentences.iter().all(|sentence| sentence["flags"] == json!([])), "{sentences:#?}");
    assert_eq!(sentences[1]["evidence"], json!(["F6"]));
    assert_eq!(provider.asked().len(), 1);
}

#[tokio::test]
async fn what_a_model_is_asked_names_neither_the_patient_nor_the_practice_nor_the_clinician() {
    let provider = Provider::start(LETTER, End::Whole).await;
    let house = House::start_with(&provider.secret()).await;
    let jo = house.clinician("jo.marigold@lakeside.example").await;
    let etag = jo.get("/api/account").await.header("etag").to_owned();
    let named = json!({"practice_name": "Heronwater Rheumatology"});
    assert_eq!(jo.patch("/api/account", &etag, &named).await.status, 200);
    let mut case = case::arthritis();
    case["patient"]["first_name"] = json!("Thessaly");
    case["clinical"] = json!("Thessaly has morning stiffness of 2 hours. DAS28-CRP is 5.4.");
    let case = jo.open_case(&case).await;

    let letter = jo.draft_letter(&case).await;

    let asked = provider.asked().concat();
    assert!(asked.contains("DAS28-CRP is 5.4"), "the facts are in it");
    let id = jo.get("/api/account").await.json()["id"].as_str().expect("an id").to_owned();
    for word in ["Thessaly", "marigold", "lakeside", "Heronwater", &id, &case] {
        assert!(!asked.to_lowercase().contains(&word.to_lowercase()), "{word} was sent");
    }
    let shown = jo.document(&case, &letter).await.to_string();
    assert!(shown.contains("Thessaly"), "the name is put back in the letter");
}

#[tokio::test]
async fn what_a_model_invents_is_flagged_and_what_identifies_is_withheld() {
    let invented = "## Request\nAdalimumab was effective in 83% of patients. [F5]\nReach the patient at 216-555-0143. [F1]\n";
    let provider = Provider::start(invented, End::Whole).await;
    let mut house = House::start_with(&provider.secret()).await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;

    let letter = jo.draft_letter(&case).await;
    let document = jo.document(&case, &letter).await;

    let flagged =
        |sentence: &&Value| sentence["flags"].as_array().is_some_and(|flags| !flags.is_empty());
    let sentences = case::sentences(&document);
    assert_eq!(sentences.iter().filter(flagged).count(), 2, "{sentences:#?}");
    assert!(!document.to_string().contains("216-555-0143"));
    assert!(!house.logs().await.contains("216-555-0143"));
    house.stop().await;
}

#[tokio::test]
async fn a_stream_that_the_provider_cuts_is_told_as_an_error_kept_as_a_part_and_costs_no_letter() {
    let provider = Provider::start(LETTER, End::Cut).await;
    let house = House::start_with(&provider.secret()).await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;

    let events = jo.draft(&case, "letter_of_medical_necessity").await;

    assert_eq!(events.last().map(|event| event.name.as_str()), Some("error"), "{events:#?}");
    assert!(events.iter().all(|event| event.name != "done"));
    let listed = jo.get(&format!("/api/cases/{case}/documents")).await.json();
    assert_eq!(listed["items"][0]["partial"], true, "{listed}");
    assert_eq!(jo.get("/api/account").await.json()["letters"]["used"], 0);
}

#[tokio::test]
async fn a_provider_without_its_attestations_writes_nothing() {
    let provider = Provider::start(LETTER, End::Whole).await;
    let mut secret = provider.secret();
    secret["attestations"]["baa"] = json!("");
    let house = House::start_with(&secret).await;
    let jo = house.clinician("jo@lakeside.example").await;
    let case = jo.open_case(&case::arthritis()).await;

    let answer =
        jo.post("/stream/draft", &json!({"case_id": case, "kind": "prior_authorization"})).await;

    assert!(answer.status >= 500, "{}", answer.text());
    assert!(provider.asked().is_empty());
    assert_eq!(jo.get("/api/account").await.json()["letters"]["used"], 0);
}
