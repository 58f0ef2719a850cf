//! Words of a sentence that stand in the case letter by letter.

use super::entry::{Entry, EntryKind};
use crate::fact::Place;

/// What parts one entry of a list from the next.
const JOINTS: &[char] = &[';', ':', '(', ')', '.', ',', '\n'];
/// Fewer letters than this are no entry: anything could be spelled so.
const LEAST: usize = 16;
/// Joints that one entry may have inside.
const REACH: usize = 8;

/// Places that an entry has word by word: what stands in quotation marks, and whole entries that a sentence lists.
pub(super) fn places(text: &str, entries: &[Entry]) -> Vec<Place> {
    let mut found = marked(text, entries);
    let wholes: Vec<String> =
        entries.iter().filter(|entry| is_told(entry)).flat_map(said).collect();
    found.extend(listed(text, &wholes));
    found
}

/// Where the sentence has the description of a diagnosis, or the thing that is asked for.
pub(super) fn named(text: &str, entries: &[Entry]) -> Vec<Place> {
    let names: Vec<String> = entries.iter().filter_map(name).collect();
    let lower = text.to_ascii_lowercase();
    let places = names.iter().flat_map(|name| {
        lower.match_indices(name.as_str()).map(|(start, found)| (start, start + found.len()))
    });
    places.map(|(start, end)| Place { start, end }).collect()
}

/// A name of some length that a base entry gives.
fn name(entry: &Entry) -> Option<String> {
    let text = entry.text.strip_prefix("Diagnosis: ");
    let text = text.or_else(|| entry.text.strip_prefix("The request is for "))?;
    let end = text.rfind(" (").unwrap_or(text.len());
    let name = text.get(..end)?.to_ascii_lowercase();
    (name.len() > LEAST).then_some(name)
}

/// The case's own words; what the payer asks for or says is no fact.
fn is_told(entry: &Entry) -> bool {
    matches!(entry.kind, EntryKind::History | EntryKind::Medication | EntryKind::Clinical)
}

/// An entry with and without the label before it.
fn said(entry: &Entry) -> Vec<String> {
    let bare = entry.text.strip_prefix("Current medication: ");
    let mut said = vec![plain(&entry.text)];
    said.extend(bare.map(plain));
    said.retain(|words| words.len() >= LEAST);
    said
}

/// Whole entries between the joints of a list.
fn listed(text: &str, wholes: &[String]) -> Vec<Place> {
    let joints: Vec<usize> = text.match_indices(JOINTS).map(|(at, _)| at).collect();
    let starts = [0].into_iter().chain(joints.iter().map(|at| at + 1));
    let ends: Vec<usize> = joints.iter().copied().chain([text.len()]).collect();
    let whole = |start: usize, end: usize| {
        let words = text.get(start..end).map(plain).unwrap_or_default();
        wholes.contains(&words)
    };
    let places = starts.flat_map(|start| {
        let behind = ends.iter().copied().filter(move |end| *end > start).take(REACH);
        behind.map(move |end| Place { start, end })
    });
    places.filter(|place| whole(place.start, place.end)).collect()
}

/// Words in quotation marks that stand so in an entry.
fn marked(text: &str, entries: &[Entry]) -> Vec<Place> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('“')).map(|at| at + from) {
        let Some(close) = text.get(open..).and_then(|rest| rest.find('”')).map(|at| at + open)
        else {
            break;
        };
        let inner = plain(text.get(open..close).unwrap_or_default());
        if !inner.is_empty() && entries.iter().any(|entry| plain(&entry.text).contains(&inner)) {
            found.push(Place { start: open, end: close + '”'.len_utf8() });
        }
        from = close + '”'.len_utf8();
    }
    found
}

/// Letters and digits alone, so that quotation marks and blanks do not part what is the same.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Brief;
    use crate::case::{CaseContext, CaseForm};
    use crate::kind::Kind;

    fn flags(text: &str) -> usize {
        let case = r#"{
            "patient": {"first_name": "Ana", "age": {"years": 46}, "state": "CA"},
            "payer": {"name": "Aetna", "line_of_business": "commercial_fully_insured"},
            "diagnoses": ["E73.9", "M17.12"],
            "request": {"kind": "procedure", "name": "left total knee arthroplasty"},
            "clinical": "Walking is limited to one block, never more.",
            "history": [{"treatment": "naproxen", "duration": "3 months", "outcome": "failed"}],
            "medications": [{"name": "gabapentin", "dose": "300 mg", "frequency": "nightly"}]
        }"#;
        let form: CaseForm = serde_json::from_str(case).unwrap();
        let context = CaseContext::try_from(form).unwrap();
        let brief = Brief::new(Kind::LetterOfMedicalNecessity, &context, Vec::new());
        crate::grounding::flags(&brief, text, None).len()
    }

    #[test]
    fn entries_that_a_sentence_lists_word_by_word_are_quoted() {
        let entry = "walking is limited to one block, never more";
        let text = format!("Two things stand out: {entry}; gabapentin 300 mg nightly.");
        let places = listed(&text, &[plain(entry), plain("gabapentin 300 mg nightly")]);
        let covered = |words: &str| {
            let start = text.find(words).unwrap();
            places.iter().any(|place| place.start <= start && start + words.len() <= place.end)
        };
        assert!(covered(entry) && covered("gabapentin 300 mg nightly") && !covered("stand out"));
        assert!(listed("Walking is limited to one block.", &[plain(entry)]).is_empty());
    }

    #[test]
    fn the_name_of_a_diagnosis_tells_no_outcome_and_no_side_of_something_else() {
        assert_eq!(flags("Ana has lactose intolerance, unspecified, and naproxen failed."), 0);
        assert!(flags("Naproxen brought intolerance.") > 0);
    }
}
