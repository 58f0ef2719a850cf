//! One invented case for the tests of the families.

use super::held::Held;
use super::{Doubt, Ground};
use crate::brief::Brief;
use crate::case::{CaseContext, CaseForm};
use crate::kind::Kind;

const CASE: &str = r#"{
    "patient": {"first_name": "Ana", "age": {"years": 46}, "state": "CA"},
    "payer": {"name": "Aetna", "line_of_business": "commercial_fully_insured"},
    "diagnoses": ["M05.79"],
    "request": {"kind": "medication", "name": "adalimumab", "dose": "40 mg", "frequency": "every 2 weeks",
                "duration": "12 months"},
    "clinical": "The right knee has been swollen for 2 years. Both hands are stiff. Four flares in the past 12 months. Walking is limited; she manages less than a block. Severe persistent asthma since age 31. Psychosis was excluded. Disease without psychotic features. Radiographs show erosions of the medial compartment without fracture. She goes to counseling weekly. She had 3 emergency visits and 1 hospital admission. Joint space was not measured. Grip strength is unchanged. Stiffness and swelling were there before methotrexate. Her HAQ rose from 0.8 to 1.6.",
    "history": [
        {"treatment": "methotrexate", "dose": "20 mg weekly", "duration": "6 months", "outcome": "failed",
         "detail": "persistent synovitis"},
        {"treatment": "leflunomide", "dose": "20 mg daily", "duration": "5 weeks", "outcome": "intolerant",
         "detail": "rash"},
        {"treatment": "naproxen", "dose": "500 mg twice daily", "duration": "3 months", "outcome": "partial",
         "detail": "relief for 3 weeks"}],
    "medications": [{"name": "gabapentin", "dose": "300 mg", "frequency": "nightly"}]
}"#;

/// Whether a family doubts a sentence on the case.
pub(super) fn doubts(family: fn(&Held) -> Vec<Doubt>, text: &str) -> bool {
    doubts_of("Ana", family, text)
}

/// Whether a family doubts a sentence on the case of a patient of this name.
pub(super) fn doubts_of(name: &str, family: fn(&Held) -> Vec<Doubt>, text: &str) -> bool {
    let case = CASE.replace("\"Ana\"", &format!("\"{name}\""));
    let form: CaseForm = serde_json::from_str(&case).unwrap();
    let context = CaseContext::try_from(form).unwrap();
    let brief = Brief::new(Kind::LetterOfMedicalNecessity, &context, Vec::new());
    let ground: &Ground = brief.ground();
    !family(&Held::new(ground, text, &[])).is_empty()
}

/// Holds what a family doubts and what it lets pass.
pub(super) fn holds(family: fn(&Held) -> Vec<Doubt>, doubted: &[&str], passed: &[&str]) {
    for text in doubted {
        assert!(doubts(family, text), "not doubted: {text}");
    }
    for text in passed {
        assert!(!doubts(family, text), "doubted: {text}");
    }
}
