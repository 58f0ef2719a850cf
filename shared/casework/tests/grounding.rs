//! The rates of grounding on a corpus of faithful and unfaithful sentences.

use casework::brief::Brief;
use casework::case::{CaseContext, CaseForm};
use casework::grounding::flags;
use casework::kind::Kind;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    id: String,
    case: CaseForm,
    faithful: Vec<String>,
    unfaithful: Vec<Unfaithful>,
}

#[derive(Deserialize)]
struct Unfaithful {
    what: String,
    text: String,
}

/// Sentences judged wrongly, and how many there were.
#[derive(Default)]
struct Tally {
    wrong: Vec<String>,
    all: usize,
}

impl Tally {
    fn count(&mut self, is_wrong: bool, name: String) {
        self.all += 1;
        if is_wrong {
            self.wrong.push(name);
        }
    }

    /// Wrong sentences in a thousand.
    fn per_mille(&self) -> usize {
        self.wrong.len() * 1_000 / self.all.max(1)
    }
}

#[test]
fn unfaithful_sentences_are_flagged_and_faithful_ones_are_not() {
    let (mut missed, mut false_alarms) = (Tally::default(), Tally::default());
    for line in include_str!("grounding/corpus.jsonl").lines() {
        let line: Line = serde_json::from_str(line).unwrap();
        let context = CaseContext::try_from(line.case).unwrap();
        let brief = Brief::new(Kind::LetterOfMedicalNecessity, &context, Vec::new());
        for text in &line.faithful {
            false_alarms
                .count(!flags(&brief, text, None).is_empty(), format!("{}: {text}", line.id));
        }
        for sentence in &line.unfaithful {
            let name = format!("{} {}: {}", line.id, sentence.what, sentence.text);
            missed.count(flags(&brief, &sentence.text, None).is_empty(), name);
        }
    }
    assert!(missed.all > 700 && false_alarms.all > 200);
    assert!(missed.per_mille() <= 20, "missed: {:#?}", missed.wrong);
    assert!(false_alarms.per_mille() <= 20, "false alarms: {:#?}", false_alarms.wrong);
}

#[test]
fn a_flag_marks_the_doubted_words_in_code_points_and_names_the_nearest_fact() {
    let line: Line =
        serde_json::from_str(include_str!("grounding/corpus.jsonl").lines().next().unwrap())
            .unwrap();
    let context = CaseContext::try_from(line.case).unwrap();
    let brief = Brief::new(Kind::LetterOfMedicalNecessity, &context, Vec::new());
    let text = "“Naïve” to biologics, Maya took methotrexate 25 mg weekly.";
    let doubts = flags(&brief, text, None);
    let dose = doubts.iter().find(|flag| flag.text.contains("25 mg")).unwrap();
    let marked: String = text.chars().skip(dose.start).take(dose.end - dose.start).collect();
    assert_eq!(marked, "25 mg");
    assert!(dose.text.contains("Methotrexate 20 mg weekly"), "{}", dose.text);
}
