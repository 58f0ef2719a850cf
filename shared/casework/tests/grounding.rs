//! The rates of grounding on its corpus of faithful and unfaithful sentences, and what its flags say.
#![expect(clippy::unwrap_used, reason = "a broken corpus fails the test")]

#[path = "grounding/corpus.rs"]
mod corpus;

use casework::brief::Brief;
use casework::case::{CaseContext, CaseForm};
use casework::document::Flag;
use casework::grounding::flags;
use casework::kind::Kind;
use corpus::Judged;

/// Every so-manieth sentence made by a template is judged here, and mutants of every so-manieth, but all that are written
/// by hand; the benchmark judges all.
const STEP: usize = 9;

fn judged() -> Vec<Judged> {
    let mut groups = corpus::groups(STEP);
    for group in &mut groups {
        let mut number = 0;
        group.sentences.retain(|sentence| {
            number += 1;
            sentence.by_hand || !sentence.is_faithful || number % STEP == 0
        });
    }
    corpus::judged(groups)
}

/// Flagged sentences in a thousand.
fn per_mille(all: &[&Judged]) -> usize {
    let flagged = all.iter().filter(|judged| !judged.flagged.is_empty()).count();
    flagged * 1_000 / all.len().max(1)
}

fn wrong(all: &[&Judged]) -> Vec<String> {
    let line = |judged: &Judged| {
        let (id, sentence, flagged) = (&judged.id, &judged.sentence, &judged.flagged);
        format!("{} {id} {}: {} {flagged:?}", judged.part, sentence.origin, sentence.text)
    };
    all.iter().filter(|judged| judged.is_wrong()).map(|judged| line(judged)).collect()
}

#[test]
fn unfaithful_sentences_are_flagged_and_faithful_ones_are_not() {
    let judged = judged();
    let (faithful, unfaithful): (Vec<&Judged>, Vec<&Judged>) =
        judged.iter().partition(|judged| judged.sentence.is_faithful);
    let by_hand: Vec<&Judged> =
        faithful.iter().filter(|judged| judged.sentence.by_hand).copied().collect();
    assert!(faithful.len() > 900 && unfaithful.len() > 1_400 && by_hand.len() > 800);
    assert!(per_mille(&unfaithful) >= 970, "missed: {:#?}", wrong(&unfaithful));
    assert!(per_mille(&faithful) <= 30, "false alarms: {:#?}", wrong(&faithful));
    assert!(per_mille(&by_hand) <= 35, "false alarms: {:#?}", wrong(&by_hand));
}

fn brief() -> Brief {
    let case = r#"{
        "patient": {"first_name": "Maya", "age": {"years": 54}, "state": "OH"},
        "payer": {"name": "Aetna", "line_of_business": "commercial_fully_insured"},
        "diagnoses": ["M05.79"],
        "request": {"kind": "medication", "name": "adalimumab", "dose": "40 mg", "frequency": "every 2 weeks"},
        "clinical": "No history of tuberculosis. The left wrist is swollen.",
        "history": [{"treatment": "methotrexate", "dose": "20 mg weekly", "duration": "6 months",
                     "outcome": "failed", "detail": "persistent synovitis"}]
    }"#;
    let form: CaseForm = serde_json::from_str(case).unwrap();
    let context = CaseContext::try_from(form).unwrap();
    Brief::new(Kind::LetterOfMedicalNecessity, &context, Vec::new())
}

fn marked(text: &str, flag: &Flag) -> String {
    text.chars().skip(flag.start).take(flag.end - flag.start).collect()
}

#[test]
fn a_flag_marks_the_doubted_words_in_code_points_and_names_the_nearest_fact() {
    let brief = brief();
    let text = "“Naïve” to biologics, Maya took methotrexate 25 mg weekly.";
    let doubts = flags(&brief, text, None);
    let dose = doubts.iter().find(|flag| marked(text, flag) == "25 mg").unwrap();
    assert!(dose.text.contains("Methotrexate 20 mg weekly"), "{}", dose.text);
}

#[test]
fn a_flag_says_which_fact_stands_against_the_sentence() {
    let brief = brief();
    for (text, word, fact) in [
        ("Maya has a history of tuberculosis.", "tuberculosis", "No history of tuberculosis"),
        ("The right wrist is swollen.", "right", "The left wrist is swollen"),
        ("Methotrexate was not tolerated.", "not tolerated", "Methotrexate 20 mg weekly"),
        ("Maya is 45 years old.", "45 years old", "54"),
    ] {
        let doubts = flags(&brief, text, None);
        let doubt = doubts.iter().find(|flag| marked(text, flag).contains(word));
        assert!(doubt.is_some_and(|flag| flag.text.contains(fact)), "{text}: {:?}", doubts.len());
    }
}

#[test]
fn a_sentence_may_use_other_and_broader_words_and_reckon_but_not_claim_more() {
    let brief = brief();
    for text in [
        "Over half a year, methotrexate at 20 mg weekly failed.",
        "Her synovial inflammation persisted on methotrexate.",
        "Maya is in her fifties.",
    ] {
        assert!(flags(&brief, text, None).is_empty(), "{text}");
    }
    for text in [
        "Maya is in her sixties.",
        "Both wrists are swollen.",
        "The patient also has pancreatic cancer.",
        "The request is for authorization for nine months of methotrexate.",
    ] {
        assert!(!flags(&brief, text, None).is_empty(), "{text}");
    }
}
