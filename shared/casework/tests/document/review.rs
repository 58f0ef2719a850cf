//! Doubts about a letter are answered, each answer with who and when; versions are brought back.

use casework::case::{CaseContext, DocumentId};
use casework::document::{AddedFact, Document, Edit, FlagKind, How, NotAllowed, State};
use casework::evidence::EvidenceId;
use casework::fact::facts;
use clinical::refusal::code;
use proptest::prelude::*;
use serde_json::json;

use crate::kit::{NOW, case, letter, replace, sentence};

fn added(text: &str, sentence: Option<&str>) -> AddedFact {
    AddedFact {
        text: text.to_owned(),
        sentence: sentence.map(str::to_owned),
        acknowledge_warnings: false,
    }
}

/// A letter with a doubt: the joint count stands nowhere in the case.
fn doubted() -> Document {
    let document = letter("DAS28 is 5.8. [F7]\nMaya has 14 swollen joints. [F8]\n");
    assert!(!sentence(&document, "s1").is_open() && sentence(&document, "s2").is_open());
    document
}

#[test]
fn a_doubt_is_answered_by_other_words_and_that_is_kept() {
    let document = doubted();
    let edited = document.revise(&[replace("s2", "Maya cannot open jars.")], "M7", NOW).unwrap();
    assert!(!sentence(&edited, "s2").is_open());
    let kept = &edited.resolutions[0];
    assert_eq!(
        (kept.sentence.as_str(), &kept.how, kept.by.as_str(), kept.at),
        ("s2", &How::Edited, "M7", NOW)
    );
    assert!(!kept.doubts.is_empty());
    let removed = document.revise(&[Edit::Remove { sentence: "s2".into() }], "M7", NOW).unwrap();
    assert_eq!(removed.resolutions[0].how, How::Removed);
}

#[test]
fn an_edit_that_leaves_a_doubt_or_meets_none_answers_nothing() {
    let document = doubted();
    let still =
        document.revise(&[replace("s2", "Maya has 15 swollen joints.")], "M7", NOW).unwrap();
    assert!(sentence(&still, "s2").is_open() && still.resolutions.is_empty());
    let fine = document.revise(&[replace("s1", "The DAS28 is 5.8.")], "M7", NOW).unwrap();
    assert!(fine.resolutions.is_empty());
}

#[test]
fn a_doubt_is_answered_by_a_fact_that_the_case_then_holds() {
    let document = doubted();
    let (next, grown) = document
        .add_fact(&case(), &added("Maya has 14 swollen joints", Some("s2")), "M7", NOW)
        .unwrap();
    let fact = next.facts.last().unwrap();
    assert_eq!((fact.id.as_str(), fact.text.as_str()), ("F12", "Maya has 14 swollen joints"));
    assert_eq!(next.facts[..11], document.facts[..]);
    let answered = sentence(&next, "s2");
    assert!(!answered.is_open());
    assert_eq!(answered.evidence, [EvidenceId::Fact(8), EvidenceId::Fact(12)]);
    assert_eq!(next.resolutions[0].how, How::FactAdded { facts: vec!["F12".to_owned()] });
    assert_eq!((next.version, next.state), (2, State::Draft));
    assert!(grown.clinical().ends_with("TB screening was negative.\nMaya has 14 swollen joints."));
    let told = facts(&grown);
    assert!(told.iter().any(|fact| fact.text == "Maya has 14 swollen joints"));
    assert_eq!(told.len(), facts(&case()).len() + 1);
}

#[test]
fn a_fact_that_does_not_support_the_sentence_leaves_it_in_doubt() {
    let (next, _) = doubted()
        .add_fact(&case(), &added("Maya has 9 swollen joints.", Some("s2")), "M7", NOW)
        .unwrap();
    assert!(sentence(&next, "s2").is_open() && next.resolutions.is_empty());
    assert_eq!(next.facts.len(), 12);
}

#[test]
fn a_fact_that_contradicts_the_letter_puts_what_it_contradicts_in_doubt() {
    let document = letter("I ask for adalimumab 40 mg every 2 weeks. [F5]\nDAS28 is 5.8. [F7]\n");
    assert_eq!(document.counts().flags, 0);
    let dose = added("Maya currently takes adalimumab 80 mg", None);
    let (next, _) = document.add_fact(&case(), &dose, "M7", NOW).unwrap();
    assert_eq!(next.doubted(), ["s1"]);
    assert!(sentence(&next, "s1").flags[0].text.contains("two doses"));
    // The doubt stays while the side is taken, whatever else the sentence says, and whatever else is added.
    let edit = replace("s1", "The dose asked for is adalimumab 40 mg every 2 weeks.");
    let edited = next.revise(&[edit], "M7", NOW).unwrap();
    assert_eq!(edited.doubted(), ["s1"]);
    let (more, _) = edited.add_fact(&case(), &added("CRP is 24 mg/L", None), "M7", NOW).unwrap();
    assert_eq!((more.doubted(), more.resolutions.len()), (vec!["s1".to_owned()], 0));
}

#[test]
fn a_doubt_about_a_marker_that_is_not_there_outlives_another_fact_and_a_restoring() {
    let document = letter("DAS28 is 5.8. [F7,F99]");
    assert_eq!(document.doubted(), ["s1"]);
    let (next, _) = document.add_fact(&case(), &added("CRP is 24 mg/L", None), "M7", NOW).unwrap();
    assert_eq!((next.doubted(), next.resolutions.len()), (vec!["s1".to_owned()], 0));
    assert_eq!(next.restore(&document).unwrap().doubted(), ["s1"]);
}

#[test]
fn a_fact_of_several_sentences_is_several_facts() {
    let statement = "Maya has 14 swollen joints. CRP is 24 mg/L.";
    let (next, grown) =
        doubted().add_fact(&case(), &added(statement, Some("s2")), "M7", NOW).unwrap();
    let ids: Vec<&str> = next.facts.iter().skip(11).map(|fact| fact.id.as_str()).collect();
    assert_eq!(ids, ["F12", "F13"]);
    let How::FactAdded { facts } = &next.resolutions[0].how else { panic!("a fact") };
    assert_eq!(facts, &["F12", "F13"]);
    assert_eq!(casework::fact::facts(&grown).len(), 13);
}

#[test]
fn a_fact_passes_the_firewall_by_itself_and_together_with_the_case() {
    let refused = |text: &str, sentence: Option<&str>| {
        let refusals = doubted().add_fact(&case(), &added(text, sentence), "M7", NOW).unwrap_err();
        (refusals[0].pointer.clone(), refusals[0].code)
    };
    assert_eq!(
        refused("SSN 219-09-9999 on file.", None),
        ("/text".into(), code::IDENTIFIERS_FOUND)
    );
    assert_eq!(refused(" ", None), ("/text".into(), code::REQUIRED));
    assert_eq!(refused(&"x ".repeat(600), None), ("/text".into(), code::TOO_LONG));
    assert_eq!(refused("Maya is tired.", Some("s9")), ("/sentence".into(), code::UNKNOWN_VALUE));
    let mut full = serde_json::to_value(case()).unwrap();
    full["clinical"] = json!("Joint pain. ".repeat(664).trim());
    let full = CaseContext::stored(&full.to_string()).unwrap();
    let refusals = doubted()
        .add_fact(&full, &added(&"Maya is tired. ".repeat(10), None), "M7", NOW)
        .unwrap_err();
    assert_eq!((refusals[0].pointer.as_str(), refusals[0].code), ("/text", code::TOO_LONG));
}

#[test]
fn a_withheld_sentence_stands_on_no_fact() {
    let document = letter("Call Maya Johnson at 614-555-0173. [F6]");
    let refusals =
        document.add_fact(&case(), &added("Maya called.", Some("s1")), "M7", NOW).unwrap_err();
    assert_eq!(refusals[0].pointer, "/sentence");
    let (next, _) = document.add_fact(&case(), &added("Maya called.", None), "M7", NOW).unwrap();
    assert!(sentence(&next, "s1").is_open());
    assert!(next.restore(&document).unwrap().counts().flags > 0);
}

#[test]
fn a_doubt_is_answered_by_a_clinicians_word_once() {
    let document = doubted();
    let reviewed = document.review(&["s2".to_owned()], "M7", NOW).unwrap();
    assert_eq!(reviewed.resolutions.len(), 1);
    assert_eq!(reviewed.resolutions[0].how, How::Attested);
    let again = reviewed.review(&["s2".to_owned()], "M8", NOW).unwrap();
    assert_eq!((again.resolutions.len(), again.resolutions[0].by.as_str()), (1, "M7"));
    let json = serde_json::to_value(&reviewed.resolutions[0]).unwrap();
    assert_eq!(
        (&json["how"], &json["by"], &json["sentence"]),
        (&json!("attested"), &json!("M7"), &json!("s2"))
    );
}

#[test]
fn sign_off_needs_every_doubt_answered_in_any_of_the_three_ways() {
    let document = letter(
        "Maya has 14 swollen joints. [F8]\nCRP is 24 mg/L. [F7]\nMethotrexate 25 mg weekly failed. [F6]\n",
    );
    assert_eq!(document.doubted(), ["s1", "s2", "s3"]);
    assert!(
        matches!(document.sign_off("M7", NOW), Err(NotAllowed::OpenFlags(open)) if open.len() == 3)
    );
    let document =
        document.revise(&[replace("s3", "Methotrexate 20 mg weekly failed.")], "M7", NOW).unwrap();
    let (document, _) =
        document.add_fact(&case(), &added("CRP is 24 mg/L.", Some("s2")), "M7", NOW).unwrap();
    assert_eq!(document.doubted(), ["s1"]);
    assert_eq!(document.review(&[], "M7", NOW), Err(NotAllowed::OpenFlags(vec!["s1".to_owned()])));
    let reviewed = document.review(&["s1".to_owned()], "M7", NOW).unwrap();
    let signed = reviewed.sign_off("M7", NOW).unwrap();
    assert_eq!((signed.state, signed.resolutions.len()), (State::SignedOff, 3));
    let json = serde_json::to_value(&signed).unwrap();
    assert!(serde_json::from_value::<Document>(json).unwrap() == signed);
}

#[test]
fn a_document_of_before_resolutions_were_kept_still_opens() {
    let mut json = serde_json::to_value(doubted()).unwrap();
    json.as_object_mut().unwrap().remove("resolutions");
    assert!(serde_json::from_value::<Document>(json).unwrap().resolutions.is_empty());
}

#[test]
fn what_is_restored_is_held_against_the_facts_of_today() {
    let first = doubted();
    let edited = first.revise(&[replace("s2", "Maya cannot open jars.")], "M7", NOW).unwrap();
    let back = edited.restore(&first).unwrap();
    assert_eq!((back.version, back.state), (3, State::Draft));
    assert!(sentence(&back, "s2").is_open());
    // The sentence that stood on nothing stands once the fact is there and named.
    let (grown, _) = first
        .add_fact(&case(), &added("Maya has 14 swollen joints.", Some("s2")), "M7", NOW)
        .unwrap();
    let emptied = grown.revise(&[Edit::Remove { sentence: "s2".into() }], "M7", NOW).unwrap();
    assert!(!sentence(&emptied.restore(&grown).unwrap(), "s2").is_open());
    // A clinician's word holds for the doubts that it was given for.
    let vouched = first.review(&["s2".to_owned()], "M7", NOW).unwrap();
    let back = edited.restore(&vouched).unwrap();
    assert!(!sentence(&back, "s2").is_open() && back.resolutions == edited.resolutions);
    let other = Document { id: DocumentId::from_number(9), ..first.clone() };
    assert!(first.restore(&other).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_fact_more_leaves_every_earlier_fact_as_it_was(text in "[A-Za-z0-9 .,%-]{1,60}") {
        let Ok((next, grown)) = doubted().add_fact(&case(), &added(&text, None), "M7", NOW) else { return Ok(()) };
        let before = facts(&case());
        prop_assert_eq!(&next.facts[..11], &doubted().facts[..]);
        // In the case it comes after the clinical sentences, before the denial.
        let after = facts(&grown);
        prop_assert!(after[..9] == before[..9]);
        prop_assert!(before.iter().all(|fact| after.iter().any(|other| other.text == fact.text)));
    }
}

#[test]
fn an_identifier_in_an_edit_is_refused_and_nothing_changes() {
    let refusals =
        doubted().revise(&[replace("s2", "MRN 00482913 applies.")], "M7", NOW).unwrap_err();
    assert_eq!(refusals[0].pointer, "/edits/0/text");
    assert!(sentence(&doubted(), "s2").flags.iter().all(|flag| flag.kind != FlagKind::Identifier));
}
